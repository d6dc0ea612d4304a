/** The ledger of hazards: what people who keep its rules read. */

export const texts = {
  deadlines: {
    notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
    missing: "缺少，或格式不对",
    notText: "缺少，或不是文字",
    empty: "是空的",
    badLevel: "只能是 general（一般）或 major（重大）",
    badDays: "要写成 1 到 3650 的整数",
    badCounting: "只能是 calendar（自然日）或 working（工作日）",
    unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    unreadable: ({ file }: { file: string }) => `知识目录里的 ${file} 读不了，请检查它的权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },
};
