/** What the notices room says. */

const KINDS = { risk: "风险提示", duty: "任务提醒", information: "工作通知" };
type Kind = keyof typeof KINDS;

const STATES = {
  draft: "草稿",
  submitted: "待审批",
  approved: "已批准",
  sent: "已发送",
  rejected: "已退回",
  withdrawn: "已撤销（没有发出）",
  recalled: "已撤回",
};
type State = keyof typeof STATES;

const PLACES = { inner: "内部群", enterprise: "企业群", external: "外部群", person: "个人" };
type Place = keyof typeof PLACES;

const TARGET_STATES = {
  queued: "等待发送",
  sent: "已发送",
  skipped: "没有发",
  failed: "发送失败",
  recalling: "正在撤回",
  recalled: "已撤回",
};
type TargetState = keyof typeof TARGET_STATES;

/** Codes of the platform and of our own rules. */
const REASONS: Readonly<Record<string, string>> = {
  left: "机器人不在群里",
  inner_only: "内部通知不发到有外单位人员的群",
  outsiders: "内部群里有外单位或未登记的人员",
  another_district: "是别的区的群",
  cancelled: "发出前已撤回",
  uncertain: "没有收到平台的回执，可能已经发出，为避免重复不再发",
  expired: "一天内没能发出去",
  unexpected: "程序出错",
  gone: "消息没有发出过",
  "230002": "机器人已被移出群",
  "232011": "机器人已被移出群",
  "232009": "群已解散",
  "230018": "群设置不允许机器人发言",
  "230035": "机器人被禁言",
  "230013": "对方不在机器人的可用范围内",
  "230029": "对方已离职",
  "230053": "对方停用了机器人的消息",
  "230038": "不能跨企业私聊",
  "230022": "平台判定内容敏感",
  "230025": "内容太长",
  "230028": "被平台的数据防泄漏规则拦下（例如电话号码、邮箱）",
  "230034": "群或人员不存在",
  "230099": "卡片格式不被接受",
  "230027": "缺少权限，或不能在外部群里做",
  "99991672": "应用缺少权限",
  "230009": "超过平台允许的撤回时限",
  "230026": "平台不允许撤回这条消息",
  "230050": "机器人看不到这条消息了",
  "230033": "超过七天，平台不再提供已读情况",
};

type Counts = Readonly<Record<TargetState, number>>;
type Where = { name: string; kind: Place };
type Skipped = Where & { reason: string };

export const texts = {
  kinds: KINDS,
  states: STATES,
  places: PLACES,
  targetStates: TARGET_STATES,

  /** @param code  of the platform: "gone/230035"; or of our own rules */
  reason: (code: string) => {
    const [rule = "", platform] = code.split("/");
    const words = REASONS[platform ?? rule] ?? REASONS[code];
    if (words !== undefined) return platform === undefined ? words : `${words}（${platform}）`;
    return platform === undefined ? "平台没有说明原因" : `平台拒绝（${platform}）`;
  },

  card: {
    title: ({ kind, title, urgent }: { kind: Kind; title: string; urgent: boolean }) =>
      `${urgent ? "【紧急】" : ""}${KINDS[kind]}｜${title}`,
    source: ({ document, clause }: { document: string; clause: string }) => `——《${document}》${clause}`,
    files: ({ names }: { names: readonly string[] }) => `附件（随后发送）：${names.join("、")}`,
    footer: (facts: { number: string; minute: string; district: string | undefined; isExternal: boolean }) =>
      [
        facts.number,
        facts.minute,
        ...(facts.district === undefined ? [] : [facts.district]),
        ...(facts.isExternal ? ["由安讯机器人代发"] : []),
      ].join(" · "),
  },

  preview: {
    title: ({ number, state }: { number: string; state: State }) => `通知 ${number}｜${STATES[state]}`,
    audience: ({ groups, people, skipped }: { groups: Readonly<Partial<Record<Place, number>>>; people: number; skipped: number }) => {
      const each = (["inner", "enterprise", "external"] as const)
        .filter((kind) => groups[kind])
        .map((kind) => `${PLACES[kind]} ${groups[kind]} 个`);
      const total = each.length === 0 ? "没有群" : each.join("、");
      return `**发给**：${total}${people > 0 ? `，私发 ${people} 人` : ""}${skipped > 0 ? `；${skipped} 处不发` : ""}`;
    },
    names: ({ names, more }: { names: readonly string[]; more: number }) => `${names.join("、")}${more > 0 ? ` 等，另有 ${more} 处` : ""}`,
    skipped: ({ name, reason }: Skipped) => `不发：${name}（${reason}）`,
    when: ({ minute, urgent }: { minute: string | undefined; urgent: boolean }) =>
      `**时间**：${minute ?? "批准后马上发"}${urgent ? "（紧急，免打扰时间也发）" : "（各群的免打扰时间顺延）"}`,
    reply: {
      none: "**回复**：不需要",
      wanted: ({ question, due, urge }: { question: string | undefined; due: string | undefined; urge: boolean }) =>
        `**回复**：${question === undefined ? "点「收到」" : `填写「${question}」`}${due === undefined ? "" : `，${due} 前`}${urge ? "，最后可以加急" : ""}`,
    },
    inner: "**范围**：内部通知，只发内部群",
    seenBy: ({ kind, count }: { kind: Place; count: number }) => `${PLACES[kind]}（${count}）看到的样子`,
    sameText: "正文、引用和附件与上面相同。",
    composedBy: ({ name }: { name: string | undefined }) => `起草：${name ?? "（姓名未取得）"}`,
    rejected: ({ reason }: { reason: string }) => `**退回理由**：${reason}`,
    waiting: ({ names }: { names: readonly string[] }) => `等待审批：${names.join("、")}。起草人不能审批自己的通知。`,
    edit: "修改",
    test: "先发给我看看",
    submit: "提交审批",
    approve: "批准发送",
    reject: "退回",
    rejectReason: "退回理由",
    drop: "撤销",
  },

  log: {
    title: ({ number, state }: { number: string; state: State }) => `发送记录 ${number}｜${STATES[state]}`,
    counts: (counts: Counts) =>
      (Object.keys(TARGET_STATES) as TargetState[])
        .filter((state) => counts[state] > 0)
        .map((state) => `${TARGET_STATES[state]} ${counts[state]}`)
        .join(" · "),
    none: "没有要发的群。",
    line: ({ name, kind, state, reason, minute }: Where & { state: TargetState; reason: string | undefined; minute: string | undefined }) =>
      `${name}（${PLACES[kind]}）：${TARGET_STATES[state]}${minute === undefined ? "" : ` ${minute}`}${reason === undefined ? "" : `，${reason}`}`,
    notRecalled: ({ reason }: { reason: string }) => `没能撤回：${reason}`,
    read: ({ readers }: { readers: number }) => `已读 ${readers} 人`,
    more: ({ count }: { count: number }) => `另有 ${count} 处，请导出查看。`,
    approvedBy: ({ name, minute }: { name: string | undefined; minute: string }) => `批准：${name ?? "（姓名未取得）"} ${minute}`,
    refresh: "刷新",
    takeBack: "撤回",
    retry: "重发失败的",
    export: "导出记录",
    fileName: ({ number }: { number: string }) => `通知发送记录-${number}.xlsx`,
    sheet: "发送记录",
    columns: [
      "通知编号",
      "标题",
      "发送对象",
      "类型",
      "结果",
      "说明",
      "计划发送",
      "完成时间",
      "第几次",
      "消息编号",
      "已读人数",
      "已读人员",
      "已读查询",
    ],
    readAsked: ({ minute, reason }: { minute: string | undefined; reason: string | undefined }) =>
      minute === undefined ? "还没有查询" : `${minute}${reason === undefined ? "" : `，${reason}`}`,
  },

  chat: {
    untitled: ({ kind }: { kind: Kind }) => KINDS[kind],
    titled: ({ kind, topic }: { kind: Kind; topic: string }) => `${topic}${kind === "risk" ? "安全提示" : "通知"}`,
    fromAnswer: ({ question }: { question: string }) => `关于「${question}」的提示`,
    fromAnswerText: "请各企业对照下列原文要求开展自查。",
    notInForce: "引用的文件已经失效，不能据此发通知。",
    formBelow: "表单在下面，引用的原文已经带上。",
    approvalSent: "已提交，等待审批。",
    approved: ({ queued }: { queued: number }) => `已批准，发往 ${queued} 处。`,
    rejected: "已退回给起草人。",
    rejectedNotice: ({ number, title, reason }: { number: string; title: string; reason: string }) =>
      `通知 ${number}「${title}」被退回：${reason}`,
    testSent: "已私发给您，请到和机器人的私聊里查看。",
    testHeading: ({ kind }: { kind: Place }) => `【试发】${PLACES[kind]}会看到下面这张卡片，只有您能看到：`,
    takenBack: ({ unsent, asked }: { unsent: number; asked: number }) =>
      asked === 0 ? "已撤销，没有发出。" : `正在撤回 ${asked} 处，还没发的 ${unsent} 处不再发。`,
    retried: ({ again, left }: { again: number; left: number }) =>
      again === 0
        ? `没有可以重发的：其余 ${left} 处再发也会被拒绝。`
        : `重发 ${again} 处${left > 0 ? `，其余 ${left} 处再发也会被拒绝，不再发` : ""}。`,
    exporting: "记录已私发给您。",
    refreshed: "已更新。",
    dropped: "已撤销。",
    droppedTitle: ({ number }: { number: string }) => `通知 ${number} 已撤销`,
    late: "这份通知刚被别人改过，卡片已更新，请再看一次。",
    unknown: "没有这份通知，或者您不能看。",
    noApprover: "本区还没有别的审批人，请管理员先授予审批人角色。",
    nobody: "没有一处能发，请先修改发送范围。",
    needsReason: "请写明退回理由。",
    noFile: "请把文件发到这里，再引用它说「加到通知」。",
    fileTooLarge: ({ megabytes }: { megabytes: number }) => `文件太大，最多 ${megabytes} MB。`,
    fileNotFetched: "文件取不到，请重新发一次。",
    tooManyFiles: ({ most }: { most: number }) => `一份通知最多带 ${most} 个附件。`,
    noDraft: "没有正在写的通知。先说「发通知」。",
    attached: ({ name }: { name: string }) => `已加上附件「${name}」。`,
    list: ({ count }: { count: number }) => `最近的通知（${count}）`,
    noneListed: "还没有通知。说「发通知」开始写。",
    listLine: ({ number, title, state, minute }: { number: string; title: string; state: State; minute: string }) =>
      `- ${number} ${title}｜${STATES[state]}｜${minute}`,
    listHow: "说「查看 TZ-编号」看发送记录，「撤回 TZ-编号」撤回。",
    noTemplate: ({ name }: { name: string }) => `没有「${name}」模板，先给您一张空表。`,

    refusals: {
      state: ({ state }: { state: State }) => `这份通知${STATES[state]}，不能这样做。`,
      own_notice: "不能审批自己起草的通知，请另一位审批人来批。",
      only_composer: "只有起草人能修改和提交。",
      begun: "已经开始发送了，请用撤回。",
      not_begun: "还没有发出。",
      past: "定好的发送时间已经过了，请退回后改时间。",
    },
  },
};
