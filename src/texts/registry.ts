/** What the registry says: what is wrong with its files, and why somebody may not do something. */
export const texts = {
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
