/** How groups and people come in: the setup of a group, binding to an enterprise, invitation codes. */

const KINDS = { inner: "内部群（只有工作人员）", enterprise: "企业群（有企业人员）", external: "外部群（有外单位人员）" };
const ASKING = { everyone: "所有人都可以提问", registered: "只有已登记的人员可以提问", staff: "只有工作人员可以提问" };
const MENTIONED = { mentioned: "只在 @我 时回答", all: "不 @我 也回答" };
const YES_NO = { yes: "是", no: "否" };
const ROLES = { enterprise_principal: "主要负责人", enterprise_safety_officer: "安全管理员" };

type Enterprise = { enterprise: string };

export const texts = {
  setup: {
    title: "请管理员设置本群",
    summary: "请管理员设置本群",
    intro: "设置后我才知道在本群可以说什么。没有设置之前，按企业群对待，不显示内部内容。",
    kind: "群类型",
    kinds: KINDS,
    district: "所属区",
    noDistrict: "暂不指定",
    enterprise: "只属于一家企业的群，请填企业全称（选填）",
    enterprisePlaceholder: "填了以后，群里可以查看这家企业自己的事项",
    tags: "标签（选填）",
    tagsPlaceholder: "例如：行业:餐饮 乡镇:河市",
    mentioned: "怎样回答",
    mentionedOptions: MENTIONED,
    quiet: "免打扰时段（选填）",
    quietPlaceholder: "例如：22:00-07:00",
    asking: "谁可以提问",
    askingOptions: ASKING,
    duty: "是不是值班群",
    dutyOptions: { yes: "是值班群：转人工和绑定申请发到本群", no: "不是值班群" },
    reports: "是否逐条识别隐患",
    reportsOptions: { yes: "群里每条消息都识别隐患", no: "只识别 @我 的消息" },
    save: "保存",
    onlyAdministrators: "由管理员填写。",

    doneTitle: "本群设置",
    doneSummary: "本群设置已保存",
    edit: "修改设置",
    saved: "已保存",
    savedBy: ({ name = "管理员", minute }: { name: string | undefined; minute: string }) => `${name} · ${minute}`,
    facts: {
      kind: "群类型",
      district: "所属区",
      enterprise: "企业",
      tags: "标签",
      mentioned: "回答",
      quiet: "免打扰",
      asking: "提问",
      duty: "值班群",
      reports: "逐条识别隐患",
      vouched: "未登记的成员",
    },
    vouched: ({ count }: { count: number }) => `${count} 人，由管理员确认是工作人员`,
    none: "—",
    yesNo: YES_NO,
    fact: ({ label, value }: { label: string; value: string }) => `**${label}**：${value}`,

    notHere: "请在要设置的群里 @我 说“群设置”。",
    unknownChat: "暂时读不到本群的信息，请稍后再试。",
    problems: {
      form: "没有填完整，请重新填写。",
      quiet: "免打扰时段请写成 22:00-07:00 这样。",
      industry: ({ word }: { word: string }) => `没有“${word}”这个行业，请换一个叫法。`,
      town: ({ word }: { word: string }) => `没有“${word}”这个乡镇（街道），请先选对所属区，再填乡镇名称。`,
      longTag: ({ word }: { word: string }) => `标签“${word}”太长了，最多 20 个字。`,
      manyTags: "标签最多 20 个。",
      enterprise: "没有找到这家企业，请填登记的企业全称。",
      enterpriseKind: "只有企业群才填企业名称。",
      enterpriseDistrict: "填了企业名称的群，请选好企业所在的区。",
      duty: "值班群必须是内部群，并且选好所属区。",
      owners: ({ names }: { names: readonly string[] }) => `群里有企业人员（${names.join("、")}），不能设为内部群。`,
      gone: ({ names }: { names: readonly string[] }) => `群里有离职人员（${names.join("、")}），不能设为内部群。`,
      membersUnread: "暂时读不到本群有哪些成员，还不能设为内部群，请稍后再试。",
      externalKind: "群里有外单位人员，只能设为外部群。",
    },
  },

  roles: ROLES,

  bind: {
    title: "绑定企业",
    intro: "有邀请码的，填邀请码；没有的，填营业执照上的企业全称，由工作人员确认。",
    said: "邀请码或企业全称",
    role: "您的身份",
    submit: "绑定",
    onlyPrivate: "请私聊我发送“绑定企业”。",
    bound: ({ enterprise, role }: Enterprise & { role: keyof typeof ROLES }) =>
      `已绑定“${enterprise}”，身份：${ROLES[role]}。可以发送“我的企业”查看。`,
    boundBefore: ({ enterprise }: Enterprise) => `您已经绑定“${enterprise}”。`,
    badCode: "邀请码不对、已用过或已过期，请向发码的工作人员再要一个。",
    notFound: "没有登记名称完全一致的企业。请填营业执照上的全称，或向当地企业办要邀请码。",
    noDutyChat: "现在还不能在线确认，请向当地企业办要邀请码。",
    requested: ({ enterprise }: Enterprise) => `已把绑定“${enterprise}”的申请转给工作人员，确认后在这里通知您。`,
    requestedBefore: ({ enterprise }: Enterprise) => `绑定“${enterprise}”的申请正在等工作人员确认。`,
    tooOften: "试得太频繁了，请过一会儿再试。",
    confirmed: ({ enterprise }: Enterprise) => `工作人员已确认，您已绑定“${enterprise}”。可以发送“我的企业”查看。`,
    rejected: ({ enterprise }: Enterprise) => `工作人员没有确认绑定“${enterprise}”的申请。如有疑问请联系当地企业办。`,
    resigned: "您登记为离职人员，不能绑定企业。如有误，请联系管理员。",
    namelessPerson: "姓名未知的人员",
  },

  request: {
    title: "绑定企业：请确认",
    summary: ({ name, enterprise }: Enterprise & { name: string }) => `${name} 申请绑定 ${enterprise}`,
    asks: ({ name, enterprise, role }: Enterprise & { name: string; role: keyof typeof ROLES }) =>
      `**${name}** 申请绑定 **${enterprise}**，身份：${ROLES[role]}`,
    note: "请核实是本企业人员后再确认。确认后对方能看到这家企业的档案和隐患单。",
    registered: ({ principal, safetyOfficer }: { principal: string | undefined; safetyOfficer: string | undefined }) =>
      `登记的主要负责人：${principal ?? "—"}；安全管理员：${safetyOfficer ?? "—"}`,
    at: ({ minute }: { minute: string }) => `${minute} 提出`,
    confirm: "确认",
    reject: "拒绝",
    doneTitle: { confirmed: "绑定企业：已确认", rejected: "绑定企业：已拒绝" },
    decided: ({ name = "工作人员", minute, verdict }: { name: string | undefined; minute: string; verdict: "confirmed" | "rejected" }) =>
      `${name} 在 ${minute} ${verdict === "confirmed" ? "确认" : "拒绝"}`,
    doneToast: { confirmed: "已确认，已通知对方", rejected: "已拒绝，已通知对方" },
    decidedBefore: ({ name = "其他同志" }: { name: string | undefined }) => `${name}已经处理过了`,
  },

  invite: {
    title: "邀请码",
    which: "请选择给哪家企业发邀请码：",
    howTo: "请写明企业，例如“邀请 老福记酒楼”；给安全管理员的写“邀请 老福记酒楼 安全员”。",
    code: ({ code, enterprise, role, days }: Enterprise & { code: string; role: keyof typeof ROLES; days: number }) =>
      `“${enterprise}”${ROLES[role]}的邀请码：${code}\n请转给本人，让其私聊我发送“绑定企业 ${code}”。${days} 天内有效，只能用一次。`,
    toast: "邀请码已发出，请看聊天里的消息",
    notFound: ({ name }: { name: string }) => `在您负责的范围内没有找到“${name}”。`,
  },
};
