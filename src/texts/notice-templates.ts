type Problem = { line: number; problem: string };

/** What is said of the templates of notices, and of what is wrong in their files. */
export const texts = {
  listTitle: "通知模板",
  listed: ({ name, title }: { name: string; title: string }) => `- **${name}**：${title}`,
  how: "这样用：「用台风模板发通知」，或直接说「发台风提示」。",
  none: "还没有通知模板。",

  notYaml: "不是有效的 YAML",
  missing: "没有写",
  notText: "应当是文字",
  empty: "不能空着",
  longName: "模板名最多 20 个字",
  longTitle: "标题最多 60 个字",
  badKind: "只能写 risk、duty 或 information",
  unknownField: ({ fields }: { fields: readonly string[] }) => `不认识的字段：${fields.join("、")}`,
  problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
  unreadable: ({ file }: { file: string }) => `知识目录下的 ${file} 读不了，请检查权限。`,
  broken: ({ file, problems }: { file: string; problems: readonly Problem[] }) =>
    [`${file} 有问题：`, ...problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`)].join("\n"),
};
