/** What is said of cases by the clock, and the file in which the office keeps when. */
export const texts = {
  reminder: {
    title: ({ id }: { id: string }) => `整改提醒 ${id}`,
    overdueTitle: ({ id }: { id: string }) => `整改逾期 ${id}`,
    before: ({ days }: { days: number }) => `整改期限还有 ${days} 天。`,
    today: "今天是整改期限的最后一天。",
    after: ({ days }: { days: number }) => `整改已逾期 ${days} 天。`,
    toOffice: "请督促整改，或者办理延期、移交。",
    toLeader: "责任单位和股室已经提醒过，仍未完成，请领导过问。",
    toResponsible: "整改好了请提交整改完成；来不及请先申请延期。",
  },

  fixed: {
    title: "真的改好了吗？",
    ask: ({ id, day }: { id: string; day: string }) => `您上报的 ${id} 已在 ${day} 销号。现在真的改好了吗？`,
    yes: "已改好",
    no: "还没有",
    thanks: ({ id }: { id: string }) => `谢谢，${id} 记为已改好`,
    reopened: ({ id }: { id: string }) => `${id} 已重新打开，标记为“屡改屡犯”，会重新办理`,
    reason: "上报人回访反映：还没有改好",
    over: ({ state }: { state: string }) => `这一条现在是“${state}”，不用再回答了`,
    answered: ({ answer }: { answer: string }) => `已回答：${answer}`,
  },

  settings: {
    notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
    missing: "缺少，或格式不对",
    unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    badDays: "要写成 0 到 365 的整数",
    badHour: "要写成 0 到 23 的整点",
    unreadable: ({ file }: { file: string }) => `知识目录里的 ${file} 读不了，请检查它的权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },
};
