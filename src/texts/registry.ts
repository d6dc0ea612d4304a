/** What the registry says: how things are called, why somebody may not do something, and what is wrong with its files. */

const ROLES = {
  reporter: "一般人员",
  enterprise_safety_officer: "企业安全管理员",
  enterprise_principal: "企业主要负责人",
  town_staff: "企业办人员",
  bureau_staff: "局股室人员",
  duty_officer: "值班人员",
  approver: "审批人",
  administrator: "管理员",
  auditor: "审计员",
};

export const texts = {
  help: {
    rights: "列出权限表：谁能在哪里办什么",
    audit: "导出审计记录（.jsonl 或 .xlsx）",
    auditFile: "写到这个文件",
  },

  roles: ROLES,
  chatKinds: { inner: "内部群", enterprise: "企业群", external: "外部群", private: "私聊" },

  /** How far a role reaches. */
  reaches: { "-": "—", any: "可", own: "本人的", enterprise: "本企业", town: "本镇街", district: "本区", all: "全部" },
  places: {
    anywhere: "都可以",
    tenant: "外部群除外",
    members: "私聊、本区内部群、本企业群、上报所在的群",
    offices: "私聊、本区内部群",
    private: "仅私聊",
  },

  actions: {
    ask: "提问",
    vote: "评价答复",
    hand_over: "转人工",
    answer_hand_over: "答复转人工的问题",
    see_gaps: "查看待补知识",
    manage_knowledge: "维护知识文件",
    report_hazard: "上报隐患",
    see_case: "查看隐患单",
    follow_case: "补充情况",
    rectify_case: "提交整改",
    accept_case: "受理、退回补充",
    assign_case: "交办",
    transfer_case: "移交",
    inspect_case: "复查",
    close_case: "销号",
    void_case: "作废",
    reopen_case: "重开",
    extend_case: "批准延期",
    supervise_case: "挂牌督办、摘牌",
    see_ledger: "查看台账和统计",
    export_ledger: "导出台账",
    import_ledger: "导入台账",
    see_enterprise: "查看企业档案",
    edit_enterprise: "修改企业档案",
    enter_risks: "登记风险点、证件和设备",
    see_phone: "查看联系电话",
    see_listings: "查看失信名单",
    enter_listing: "登记、移出失信名单",
    bind_enterprise: "绑定企业",
    invite: "发邀请码",
    confirm_binding: "确认绑定",
    import_registry: "导入企业和人员",
    export_registry: "导出企业和人员",
    see_responsible: "查谁负责",
    see_people: "查看人员和角色",
    grant_roles: "授予、收回角色",
    set_up_chat: "设置群",
    compose_notice: "起草通知",
    approve_notice: "审批通知",
    send_notice: "发送通知",
    recall_notice: "撤回通知",
    see_inner_notice: "查看内部通知",
    see_receipts: "查看回执",
    acknowledge_notice: "回复收到",
    see_duties: "查看任务安排",
    confirm_duty: "确认任务安排",
    deliver_duty: "提交落实情况",
    accept_duty: "确认落实情况",
    see_audit: "查看审计记录",
    export_audit: "导出审计记录",
  },

  /** Why not: one sentence that says what to do instead. */
  refusals: {
    role: ({ roles }: { roles: readonly (keyof typeof ROLES)[] }) => `这项操作由${roles.map((role) => ROLES[role]).join("、")}办理。`,
    not_yours: "只能查看和处理您本人上报的单。",
    another_enterprise: "只能查看和处理本企业的事项。",
    another_town: "这件事不在您负责的乡镇（街道），请由所在地企业办或区局办理。",
    another_district: "这件事不属于您所在的区。",
    limited_to_district: "这项操作要有全部区的权限。",
    only_private: "请私聊我办理，群里不方便显示。",
    only_offices: "这些内容只在内部群或私聊里提供，请私聊我。",
    strangers: "外部群里不提供这些内容，请私聊我。",
    others_would_see: "群里其他人不宜看到这些内容，请私聊我。",
    chat_of_another_district: "这件事不属于本群所在的区，请私聊我或到该区的内部群办理。",
    chat_without_district: "还不知道本群属于哪个区，请管理员先用“群设置”说明，或私聊我。",
    asking_limited: ({ to }: { to: "registered" | "staff" }) =>
      to === "staff" ? "本群只由工作人员提问，您可以私聊我。" : "本群只由已登记的人员提问，您可以私聊我，或请管理员登记。",
  },

  rights: {
    title: "权限表",
    intro: "由 `npm run -s anxun -- rights` 生成。每个人都有“一般人员”的权限，多个角色的权限相加；没有列出的就是不可以。",
    action: "事项",
    place: "在哪里",
  },

  firstAdministrator: {
    code: ({ code }: { code: string }) =>
      `还没有管理员。请用飞书私聊机器人发送“我是管理员 ${code}”，即成为管理员（7 天内有效，只能用一次，请勿转发）。`,
    onlyPrivate: "请私聊我发送管理员口令，不要发在群里。",
    /** Of somebody whose name the platform does not tell. */
    nameless: "管理员",
    welcome: "您已成为管理员，可以设置群、授予角色。",
    refused: "口令不对、已用过或已过期，或者已经有管理员。需要新口令请重启安讯后看启动时的提示。",
    tooOften: "试得太频繁了，请过一会儿再试。",
  },

  audit: {
    whole: ({ entries, head }: { entries: number; head: string }) => `审计记录 ${entries} 条，链条完整，末条指纹 ${head.slice(0, 16)}`,
    changed: ({ at }: { at: string }) => `审计记录第 ${at} 条被改动过，请保全数据库并查明原因`,
    missing: ({ at }: { at: string }) => `审计记录缺第 ${at} 条，请保全数据库并查明原因`,
  },

  unitsFile: {
    notYaml: "不是正确的 YAML",
    missing: "没有填",
    badId: "id 只能用小写字母、数字和短横线",
    badKind: "kind 只能是 district、bureau、office、town",
    repeatedId: ({ id }: { id: string }) => `id “${id}” 重复`,
    repeatedName: "同一个区里名称重复",
    unknownParent: ({ id }: { id: string }) => `上一级 “${id}” 要写在前面`,
    unknownField: ({ fields }: { fields: readonly string[] }) => `没有这一项：${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    unreadable: ({ file }: { file: string }) => `读不了 ${file}，请检查权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `请修改 ${file}：\n${problems.map(({ line, problem }) => `  第 ${line} 行 ${problem}`).join("\n")}`,
  },
};
