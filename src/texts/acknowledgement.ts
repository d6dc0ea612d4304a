/** 「收到」: who has acknowledged a notice, and who has not. */

type Counted = { acknowledged: number; missing: number };

const ANSWERS = { enterprise_principal: "企业负责人", enterprise_safety_officer: "安全管理员", head: "单位负责人" };
type Answers = keyof typeof ANSWERS;

export const texts = {
  card: {
    deliver: "提交完成情况",
    received: "收到",
    submit: "收到，提交",
    counted: ({ acknowledged, members }: { acknowledged: number; members: number | undefined }) =>
      members === undefined ? `请按“收到”确认。已确认 **${acknowledged}** 人` : `请按“收到”确认。已确认 **${acknowledged}/${members}** 人`,
    due: ({ at }: { at: string }) => `请在 ${at} 前确认`,
  },

  press: {
    acknowledged: ({ number }: { number: string }) => `已确认收到（${number}），谢谢。`,
    late: ({ number }: { number: string }) => `已确认收到（${number}）。已过确认时限，记为逾期确认。`,
    before: ({ at }: { at: string }) => `您已确认过（${at}）。`,
    refused: {
      unknown: "没有找到这条通知。",
      recalled: "这条通知已经撤回，不用确认了。",
      not_wanted: "这条通知不用确认。",
      answer_wanted: "这条通知要填写回复，请在通知卡片上填好后提交。",
      not_yours: "这张卡片只是预览或转发的，不能在这里确认。",
    },
    badAnswer: "请填写回复（500 字以内）后再提交。",
    which: ({ count }: { count: number }) => `您在这里还有 ${count} 条通知没有确认，请引用其中一条回复“收到”，或按卡片上的按钮。`,
  },

  receipts: {
    titles: {
      state: ({ title }: { title: string }) => `确认情况｜${title}`,
      report: ({ title }: { title: string }) => `确认结果｜${title}`,
      escalated: ({ title }: { title: string }) => `仍未确认｜${title}`,
    },
    summary: ({ number, acknowledged, people }: { number: string; acknowledged: number; people: number }) =>
      `${number} 已确认 ${acknowledged}/${people} 人`,
    of: ({ number, at, due }: { number: string; at: string; due: string | undefined }) =>
      [number, `统计到 ${at}`, ...(due === undefined ? [] : [`确认时限 ${due}`])].join(" · "),
    figures: ({ people, acknowledged, late, missing }: { people: number; acknowledged: number; late: number; missing: number }) =>
      `应确认 **${people}** 人，已确认 **${acknowledged}** 人${late > 0 ? `（其中逾期 ${late} 人）` : ""}，未确认 **${missing}** 人。`,
    undelivered: ({ count }: { count: number }) => `另有 ${count} 处没有送达或已撤回，不计入。`,
    unknown: ({ count }: { count: number }) => `有 ${count} 个群暂时读不到成员名单，不计入。`,
    group: ({ name, acknowledged, of }: { name: string; acknowledged: number; of: number }) => `**${name}** ${acknowledged}/${of}`,
    missingNames: ({ names, more }: { names: readonly string[]; more: number }) =>
      `，未确认：${names.join("、")}${more > 0 ? `等，另有 ${more} 人` : ""}`,
    person: ({ name, answersFor }: { name: string; answersFor: Answers | undefined }) =>
      answersFor === undefined ? name : `${name}（${ANSWERS[answersFor]}）`,
    moreGroups: ({ count }: { count: number }) => `另有 ${count} 个群未显示，可按“导出名单”查看。`,
    by: ({ title, counts }: { title: string; counts: readonly (Counted & { name: string })[] }) =>
      `**${title}**：${counts.map(({ name, acknowledged, missing }) => `${name} ${acknowledged}/${acknowledged + missing}`).join("，")}`,
    charts: { group: "各群", town: "按属地", industry: "按行业" },
    axes: { name: "项目", count: "人数", state: "状态" },
    acknowledged: "已确认",
    missing: "未确认",
    unsaid: "（未登记）",
    others: "其他",
    nag: "提醒未确认者",
    file: "导出名单",
    none: "没有找到可以查看的通知。请引用那条通知，或写上编号，例如“TZ-20261121-001 谁还没收到”。",
    notWanted: ({ number }: { number: string }) => `${number} 没有要求确认，只有送达情况，没有确认名单。`,
    sending: ({ number }: { number: string }) => `${number} 的确认名单随后发出。`,
    fileName: ({ number, day }: { number: string; day: string }) => `确认名单-${number}-${day}.xlsx`,
  },

  sheets: {
    people: { name: "名单", columns: ["群（个人）", "属地", "行业", "姓名", "状态", "确认时间", "方式", "回复", "提醒次数"] },
    groups: { name: "汇总", columns: ["通知编号", "群（个人）", "区", "属地", "行业", "发送", "应确认", "已确认", "未确认"] },
    acknowledged: "已确认",
    late: "逾期确认",
    missing: "未确认",
    ways: { button: "按钮", words: "文字" },
    states: { queued: "待发送", sent: "已送达", skipped: "未发", failed: "失败", recalling: "撤回中", recalled: "已撤回" },
  },

  nag: {
    mention: ({ title, number, mentions, more }: { title: string; number: string; mentions: string; more: number }) =>
      `${mentions}${more > 0 ? ` 等，另有 ${more} 人` : ""}\n通知“${title}”（${number}）还没有确认收到，请在通知卡片上按“收到”。`,
    mentionTitle: "请确认收到",
    private: ({ where }: { where: string }) => `这条通知发在“${where}”，您还没有确认收到。`,
    privateTitle: ({ title }: { title: string }) => `请确认收到｜${title}`,
    urge: ({ title, number, where }: { title: string; number: string; where: string }) =>
      `加急提醒：通知“${title}”（${number}，发在“${where}”）还没有确认收到，请尽快在通知卡片上按“收到”。`,
    urgeRefused: ({ title, number }: { title: string; number: string }) =>
      `通知“${title}”（${number}）还有人没有确认收到，加急和私信都没有送到，请相互转告。`,
    done: ({ people, groups }: { people: number; groups: number }) => `已提醒 ${people} 人（${groups} 处）。`,
    nobody: "已经全部确认，不用提醒。",
    again: ({ at }: { at: string }) => `刚刚提醒过（${at}），请过一会儿再提醒。`,
    over: "这条通知已经撤回，不用提醒。",
    settings: {
      notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
      missing: "缺少，或格式不对",
      badHours: "要写成 -720 到 720 的整数（小时）",
      badHour: "要写成 0 到 23 的整数",
      badCount: "要写成 1 到 50 的整数",
      badWorking: "开始的钟点要早于结束的钟点",
      badStep: "只能是 mention（群里@）、private（私信）、urge（加急）或 escalate（报领导）",
      badFrom: "只能是 sent（从发出起）或 due（从确认时限起，负数是提前）",
      unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
      problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
      unreadable: ({ file }: { file: string }) => `知识目录里的 ${file} 读不了，请检查它的权限。`,
      broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
        `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
    },
  },
};
