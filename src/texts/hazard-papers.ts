/** The papers of a case, as an office writes them. What nobody has told stays a line to be filled in by hand. */

const LINE = "＿＿＿＿＿＿＿＿";

const STATES = {
  registered: "已登记，待受理",
  returned: "退回补充",
  accepted: "已受理",
  rectifying: "整改中",
  awaiting_reinspection: "待复查",
  transferred: "已移交",
  closed: "已销号",
  void: "已作废",
};

const RECIPIENTS = { regulator: "负有安全生产监督管理职责的部门", workers_congress: "职工大会或者职工代表大会" };

type Place = { place: string | undefined };

export const texts = {
  line: LINE,
  day: { unknown: "＿＿＿＿年＿＿月＿＿日" },
  states: STATES,
  levels: { general: "一般事故隐患", major: "重大事故隐患" },
  /** What the papers are called on the command line. */
  kinds: {
    transfer: "移交单",
    supervision: "挂牌督办通知书",
    rectification: "整改通知",
    reinspection: "复查意见书",
    "report-regulator": "双报告（监管部门）",
    "report-congress": "双报告（职代会）",
    quarter: "重大隐患季度汇总",
  },
  number: ({ number }: { number: string | undefined }) => `编号：${number ?? LINE}`,
  to: ({ name }: { name: string | undefined }) => `${name ?? LINE}：`,
  caseNumber: "台账编号",
  labels: {
    enterprise: "单位名称",
    creditCode: "统一社会信用代码",
    address: "地址",
    principal: "负责人",
    industry: "行业领域",
    location: "隐患位置",
    description: "隐患描述",
    category: "隐患分类",
    level: "隐患级别",
    basis: "判定依据",
    clause: "违反判定依据具体条款",
    inspectedOn: "检查时间",
    inspectionMethod: "检查方式",
    inspector: "检查人",
    responsible: "整改责任部门/责任人",
    measures: "整改措施",
    deadline: "整改期限",
  },
  deadline: ({ day, rule, source }: { day: string; rule: string | undefined; source: string | undefined }) =>
    rule === undefined ? `${day}前（含当日）` : `${day}前（含当日；依据：${rule}${source === undefined ? "" : `，${source}`}）`,
  responsible: ({ department, person }: { department: string | undefined; person: string | undefined }) =>
    [department, person].filter(Boolean).join("/"),

  signatures: {
    office: "（盖章）",
    handler: `经办人（签字）：${LINE}`,
    inspectors: `检查人员（签字）：${LINE}　${LINE}`,
    reinspectors: `复查人员（签字）：${LINE}　${LINE}`,
    principal: `被检查单位负责人（签字）：${LINE}`,
    receiver: `接收单位经办人（签字）：${LINE}`,
    enterprisePrincipal: `主要负责人（签字）：${LINE}`,
    refused: `拒绝签字的，记录情况：${LINE}`,
  },

  transfer: {
    title: "事故隐患移交单",
    opening: "下列事故隐患应当由贵单位处理。依照《中华人民共和国安全生产法》第六十九条，现移交贵单位，请签收，并将处理结果告知我单位。",
    why: "移交原因",
    on: "移交日期",
    receiptTitle: "回执",
    receivedOn: "接收日期",
    receiptNote: "接收意见",
    result: "处理结果",
    resultOn: "反馈日期",
  },

  supervision: {
    title: "重大事故隐患挂牌督办通知书",
    opening: "经判定，你单位存在下列重大事故隐患。依照《中华人民共和国安全生产法》第四十一条，现予挂牌督办。",
    level: "督办级别",
    until: "督办期限",
    demandsTitle: "督办要求",
    demands: [
      "一、在整改期限内消除隐患；整改措施、责任、资金、时限和预案落实到位。",
      "二、制定治理方案并报督办单位备案。方案写明目标任务、方法措施、经费物资、机构人员、时限要求、安全措施和应急预案。",
      "三、按督办单位的要求报告治理进展；治理情况向负有安全生产监督管理职责的部门和职工大会或者职工代表大会报告。",
      "四、隐患消除后申请复查。未经复查合格、未经督办单位书面摘牌，督办不解除。",
    ],
    served: "送达日期",
    receivedBy: "签收人",
  },

  rectification: {
    title: "事故隐患整改通知书",
    opening: "经检查，你单位存在下列事故隐患。依照《中华人民共和国安全生产法》第六十五条，责令排除，并按下列要求整改：",
    meanwhile:
      "重大事故隐患排除前或者排除过程中无法保证安全的，应当从危险区域内撤出人员，停产停业或者停止使用；排除后经审查同意，方可恢复。",
    gas: "餐饮等行业使用燃气的，应当安装可燃气体报警装置并保障其正常使用（《中华人民共和国安全生产法》第三十六条）。",
    closing: "整改完成后，请报告整改情况并附整改后的照片，由我单位复查。",
  },

  reinspection: {
    title: "事故隐患整改复查意见书",
    opening: "对你单位下列事故隐患的整改情况进行了复查，意见如下。本意见书依照《中华人民共和国安全生产法》第六十八条由双方签字。",
    completedOn: "整改完成时间",
    done: "整改情况",
    reinspectedOn: "复查日期",
    verdict: "复查意见",
    verdicts: { pass: "（√）合格　（　）不合格", fail: "（　）合格　（√）不合格", none: "（　）合格　（　）不合格" },
    opinion: "说明",
    newDeadline: "下次整改期限",
  },

  report: {
    title: ({ to }: { to: keyof typeof RECIPIENTS }) =>
      to === "regulator" ? "重大事故隐患治理情况报告" : "重大事故隐患治理情况报告（职工大会或者职工代表大会）",
    addressee: ({ to }: { to: keyof typeof RECIPIENTS }) => `${RECIPIENTS[to]}：`,
    opening: "依照《中华人民共和国安全生产法》第四十一条，现将我单位重大事故隐患的排查治理情况报告如下。",
    facts: "一、隐患基本情况",
    plan: "二、治理方案",
    planRows: {
      target: "目标任务",
      measures: "方法措施",
      funds: "经费物资",
      people: "机构人员",
      time: "时限要求",
      emergency: "安全措施和应急预案",
    },
    progress: "三、治理经过",
    progressHead: ["日期", "事项", "说明"],
    other: "四、其他需要说明的情况",
  },

  quarter: {
    title: ({ place, year, quarter }: Place & { year: number; quarter: number }) =>
      `${place ?? ""}${year}年第${"一二三四"[quarter - 1]}季度重大事故隐患汇总`,
    opening: ({ day }: { day: string }) => `本汇总由隐患台账生成，统计截至${day}。`,
    figures: {
      found: "本季度新登记（已判定重大）",
      closed: "本季度销号",
      open: "期末未销号",
      overdue: "其中逾期",
      supervised: "其中挂牌督办",
      bothReports: "其中双报告均已报送",
    },
    count: ({ count }: { count: number }) => `${count} 件`,
    list: "清单",
    head: ["台账编号", "单位", "隐患描述", "状态", "整改期限", "挂牌督办", "双报告"],
    reported: ({ regulator, congress }: { regulator: boolean; congress: boolean }) =>
      `监管部门：${regulator ? "已报" : "未报"}\n职代会：${congress ? "已报" : "未报"}`,
    none: "无",
    nothing: "台账中本季度没有新登记、已销号或者未销号的重大事故隐患。",
  },

  /** What happened, in the history of a report. Steps that are not named here are not told there. */
  steps: {
    record: "登记隐患",
    accept: "受理",
    judge_level: "判定级别",
    assign: "交办整改",
    reassign: "变更整改责任",
    approve_extension: "批准延期",
    finish_rectification: "报告整改完成",
    pass_reinspection: "复查合格",
    fail_reinspection: "复查不合格",
    close: "销号",
    reopen: "重新办理",
    list_for_supervision: "挂牌督办",
    serve_supervision_notice: "送达督办通知书",
    file_supervision_plan: "治理方案备案",
    report_supervision_progress: "报告治理进展",
    lift_supervision: "摘牌",
    report_major: "报送双报告",
    confirm_major_report: "收到双报告回执",
  } as Readonly<Record<string, string>>,

  refusals: {
    notMajor: ({ kind, id }: { kind: string; id: string }) => `${id} 没有由人判定为重大隐患，不能出${kind}。先判定级别。`,
    closedBook: ({ id }: { id: string }) => `${id} 已经作废，不能再出文书。`,
  },
};
