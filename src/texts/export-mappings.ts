/** The ledger in the columns of another platform, and the file in which the office writes them down. */

type Problem = { line: number; problem: string };

export const texts = {
  noSuchMapping: ({ called, names }: { called: string; names: readonly string[] }) =>
    names.length === 0
      ? `没有“${called}”这份导出映射。映射写在知识目录的 hazards/exports.yaml 里，现在一份也没有。`
      : `没有“${called}”这份导出映射，可用：${names.join("、")}。`,
  fileName: ({ name, day }: { name: string; day: string }) => `${name}-${day}.xlsx`,
  sending: ({ name, count }: { name: string; count: number }) => `按“${name}”导出 ${count} 条，文件随后发出。`,
  notBoth: "--lists 和 --mapping 只能用一个。",
  help: "按知识目录 hazards/exports.yaml 里这个名称的列导出",

  settings: {
    notText: "要写成文字（数字请加引号）",
    empty: "不能空着",
    unknownName: ({ fields }: { fields: readonly string[] }) => `没有这个内容，可用：${fields.join("、")}`,
    badFormat: ({ formats }: { formats: readonly string[] }) => `日期的写法只能是 ${formats.join("、")}`,
    oneOfBoth: "field 和 constant 要写一个，也只能写一个",
    formatOfDays: "format 只用于日期",
    valuesOfField: "values、otherwise 要与 field 同用",
    badSheet: "工作表名称最多 31 个字，不能有 \\ / ? * [ ] :",
    doubled: "有两份映射同名",
    notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
    missing: "缺少，或格式不对",
    unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    unreadable: ({ file }: { file: string }) => `知识目录里的 ${file} 读不了，请检查它的权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly Problem[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },
};
