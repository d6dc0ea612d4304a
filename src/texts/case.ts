/** Cases on their way: the card, its forms, progress, notices, and what pops up. */

type Step =
  | "accept"
  | "send_back"
  | "supplement"
  | "amend"
  | "judge_level"
  | "assign"
  | "reassign"
  | "ask_extension"
  | "approve_extension"
  | "refuse_extension"
  | "finish_rectification"
  | "pass_reinspection"
  | "fail_reinspection"
  | "close"
  | "reopen"
  | "transfer"
  | "confirm_transfer"
  | "record_transfer_result"
  | "take_back"
  | "void"
  | "list_for_supervision"
  | "serve_supervision_notice"
  | "file_supervision_plan"
  | "report_supervision_progress"
  | "lift_supervision"
  | "report_major"
  | "confirm_major_report"
  | "add_evidence"
  | "join"
  | "withhold_name";

/** What was done, as the history tells it. */
const DONE: Readonly<Record<Step | "record", string>> = {
  record: "登记上报",
  accept: "受理",
  send_back: "退回补充",
  supplement: "补充情况",
  amend: "更正内容",
  judge_level: "定级",
  assign: "指派整改",
  reassign: "改派",
  ask_extension: "申请延期",
  approve_extension: "同意延期",
  refuse_extension: "不同意延期",
  finish_rectification: "整改完成",
  pass_reinspection: "复查合格",
  fail_reinspection: "复查不合格，退回整改",
  close: "销号",
  reopen: "重新打开（屡改屡犯）",
  transfer: "移交",
  confirm_transfer: "移交已接收",
  record_transfer_result: "移交处理结果",
  take_back: "移交退回",
  void: "作废",
  list_for_supervision: "挂牌督办",
  serve_supervision_notice: "督办通知书送达",
  file_supervision_plan: "治理方案备案",
  report_supervision_progress: "督办进展",
  lift_supervision: "摘牌",
  report_major: "重大隐患报告",
  confirm_major_report: "报告回执",
  add_evidence: "补充材料",
  join: "另有人反映",
  withhold_name: "要求匿名",
};

type By = { name: string | undefined };
const OFFICER = "一位同志";

export const texts = {
  done: DONE,
  title: ({ id, state }: { id: string; state: string }) => `${id} ${state}`,
  summary: ({
    id,
    state,
    enterprise = "",
    description,
  }: {
    id: string;
    state: string;
    enterprise: string | undefined;
    description: string;
  }) => `${id} ${state}：${enterprise} ${description}`.slice(0, 80).toWellFormed(),
  labels: {
    level: "级别",
    deadline: "整改期限",
    responsible: "整改责任",
    measures: "整改措施",
    funds: "资金",
    plan: "应急预案",
    extension: "延期申请",
    transfer: "移交",
    supervision: "挂牌督办",
    repeated: "屡改屡犯",
    followers: "同报",
    duplicate: "重复于",
  },
  basis: ({ level, basis }: { level: string; basis: string | undefined }) => (basis ? `${level}（${basis}）` : level),
  deadline: ({ day, rule, overdue }: { day: string; rule: string | undefined; overdue: boolean }) =>
    `${day}${rule ? `（按“${rule}”）` : ""}${overdue ? " 已逾期" : ""}`,
  extension: ({ until, why }: { until: string; why: string }) => `申请延至 ${until}：${why}`,
  transfer: ({ body, on, number, received, result }: TransferWords) =>
    [`${on} 移交${body}`, number, received ? `${received} 已接收` : "待接收", result].filter(Boolean).join("，"),
  supervision: ({ level, number, until }: { level: string; number: string; until: string | undefined }) =>
    `${level}，${number}${until ? `，至 ${until}` : ""}`,
  repeated: ({ of, count }: { of: string | undefined; count: number }) =>
    [of ? `${of} 销号后又出现` : "", count > 0 ? `重新打开 ${count} 次` : ""].filter(Boolean).join("；"),
  followers: ({ count }: { count: number }) => `另有 ${count} 人反映`,
  photoGroups: { rectified: "整改后照片", inspected: "复查照片" },

  history: ({ count }: { count: number }) => `办理记录（${count} 条）`,
  earlier: ({ count }: { count: number }) => `前面还有 ${count} 条，台账中可查`,
  event: ({ minute, name = OFFICER, done }: By & { minute: string; done: string }) => `${minute} ${name} ${done}`,
  anonymous: "匿名上报人",
  system: "系统",
  eventPhotos: ({ count }: { count: number }) => `照片 ${count} 张`,
  eventFacts: {
    deadline: ({ day }: { day: string }) => `期限 ${day}`,
    until: ({ day }: { day: string }) => `至 ${day}`,
    to: ({ name }: { name: string }) => `责任：${name}`,
  },

  evidenceAsked: "请核对后提交：",
  photoHint: "要附照片：引用本卡片把照片和说明发给我（群里请 @我）。",
  clauses: "相关条款",
  show: "查看办理",

  taken: ({ step, id }: { step: Step; id: string }) => `${id} ${DONE[step]}，已记录`,
  stale: ({ name = OFFICER, done, state }: By & { done: string; state: string }) =>
    `${name}已先一步：${done}（现在是“${state}”），您的操作没有生效`,
  moved: ({ state }: { state: string }) => `这一条已有变化（现在是“${state}”），请看最新的卡片`,
  noSuchStep: "这一步现在不能办理，请看最新的卡片",
  unusable: "填写的内容太长，请缩短后再提交",
  foreignPhotos: "照片已失效，请重新引用卡片发送",
  refusals: {
    wrong_state: "现在的状态不能办这一步",
    note_missing: "请写明理由或说明",
    evidence_missing: "请写说明，或者附上照片",
    person_needed: "这一步要由工作人员办理",
    not_major: "只有重大隐患才能办这一步",
    field_missing: "必填的内容没有填全",
    bad_day: "日期看不懂，请写成 2026-12-01 这样",
    day_in_future: "日期不能晚于今天",
    day_past: "日期不能早于今天",
    nothing_changes: "内容没有变化",
    deadline_missing: "请填写整改期限",
    deadline_stands: "期限已经定了，要改请走延期审批",
    not_later: "新期限要晚于现在的期限",
    extension_pending: "已有一份延期申请等待审批",
    no_extension: "没有等待审批的延期申请",
    not_passed: "复查合格后才能销号",
    supervision_stands: "挂牌督办还没有摘牌",
    no_supervision: "没有挂牌督办",
    not_reported: "还没有报告",
    done_before: "这一步已经办过了",
    of_itself: "不能写这一条自己的编号",
    no_such_case: "没有这个编号的隐患",
  },

  progress: ({ id, done, name, detail }: By & { id: string; done: string; detail: string }) =>
    `您上报的 ${id}：${done}${name ? `（${name}）` : ""}。${detail}`,
  progressDetail: {
    said: ({ text }: { text: string }) => `${text}。`,
    deadline: ({ day }: { day: string }) => `整改期限 ${day}。`,
    transferred: ({ body }: { body: string }) => `已移交${body}处理。`,
    closed: "感谢您的上报。如果又出现，请告诉我。",
    returned: "请按要求补充后提交，也可以引用卡片发照片。",
  },

  /** What is left to those who were taken for the case's own. */
  corrected: {
    title: ({ id }: { id: string }) => `${id} 已更正`,
    said: "该事项已更正，与贵单位无关",
  },

  /** In place of the card, in a duty chat into which outsiders have come. */
  apart: {
    title: ({ id }: { id: string }) => `${id} 已改为单独发送`,
    said: "群里有非本单位人员，本事项的内容和后续进展单独发给值班人员",
  },

  /** To the office: it is its turn again. */
  turn: ({ id, done, name = OFFICER, where }: By & { id: string; done: string; where: string }) =>
    `${id}（${where}）${name} ${done}，请办理。发送编号可以打开卡片。`,

  asked: {
    unknown: ({ id }: { id: string }) => `没有编号为 ${id} 的隐患。`,
    mine: ({ count }: { count: number }) => `我的上报（${count} 条）`,
    open: ({ count }: { count: number }) => `待办隐患（${count} 条）`,
    noneMine: "您还没有上报过隐患。",
    noneOpen: "现在没有要您办理的隐患。",
    hiddenHere: ({ count }: { count: number }) => `另有 ${count} 条按权限不在这里显示，请私聊我查看。`,
    line: ({ id, state, where, deadline }: { id: string; state: string; where: string; deadline: string | undefined }) =>
      [id, state, where, deadline ? `期限 ${deadline}` : ""].filter(Boolean).join(" · "),
    more: ({ count }: { count: number }) => `还有 ${count} 条没有列出，发送编号可以查看。`,
    hint: "发送编号可以打开卡片。",
  },

  clauseQuestion: ({ industry = "", description }: { industry: string | undefined; description: string }) =>
    `${industry}${description}，有哪些规定和要求？`,
  clausesAsked: "相关条款已发在下面",
  clausesAskedBefore: "相关条款已经发过了，请往下看",
};

type TransferWords = { body: string; on: string; number: string | undefined; received: string | undefined; result: string | undefined };
