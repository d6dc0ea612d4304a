/** What one can do, as a sentence to say. Only what somebody may do here is shown. */
export const texts = {
  title: "我能帮您做什么",
  summary: "安讯使用说明",
  intro: ({ roles, place }: { roles: readonly string[]; place: string }) => `您的身份：${roles.join("、")} · ${place}`,
  resigned: "离职人员",
  askTitle: "**问方案**",
  ask: "直接用平常的话问，我会给出原文和条款号；文件里没有写的，我会直说没有。例如：",
  examples: ["主要负责人多久要带队检查一次？", "隐患整改由哪个股室负责？", "这份方案什么时候发的，文号是多少？"],
  doTitle: "**办事**",
  say: ({ sentence, purpose }: { sentence: string; purpose: string }) => `“${sentence}”　${purpose}`,
  press: ({ purpose }: { purpose: string }) => purpose,
  /** By action of the table of rights: what to say. */
  sentences: {
    report_hazard: { sentence: "后厨的灭火器过期了", purpose: "上报隐患，直接说情况，可附照片；紧急情况也直接说" },
    see_case: { sentence: "我的上报", purpose: "看自己上报的隐患办到哪一步；发送编号（YH-…）打开卡片" },
    rectify_case: { sentence: "待办隐患", purpose: "看等着自己办理的隐患；要附照片就引用那张卡片" },
    see_responsible: { sentence: "谁负责 餐饮场所燃气安全", purpose: "查责任单位和人员" },
    bind_enterprise: { sentence: "绑定企业", purpose: "用邀请码或由工作人员确认" },
    see_enterprise: { sentence: "企业 企业名称", purpose: "查企业档案，写简称、信用代码也可以" },
    invite: { sentence: "邀请 企业名称", purpose: "给企业人员发邀请码" },
    see_gaps: { sentence: "待补知识", purpose: "看文件里没有写的问题" },
    import_registry: { sentence: "下载模板", purpose: "要企业、人员名单的模板，填好发给我就核对、导入" },
    export_registry: { sentence: "导出企业", purpose: "导出企业或人员名单，文件发到私聊" },
    grant_roles: { sentence: "授权 张三 值班员", purpose: "授予、收回角色" },
    set_up_chat: { sentence: "群设置", purpose: "说明本群的类型、所属区和标签" },
  },
  myEnterprise: { sentence: "我的企业", purpose: "看本企业的档案、到期证件和所在名单" },
  /** Done by a button, not by a sentence. */
  presses: { hand_over: "答案不满意，可以按答复下面的“转人工”" },
  onlyPrivate: "还有一些内容要私聊我才能看。",
  how: "群里请 @我，私聊不用 @；追问可以接着说，例如“那泉港区呢”。",
};
