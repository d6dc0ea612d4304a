/** Who works where, for officers. */

type Person = { name: string; title: string | undefined; roles: readonly string[]; phone: string | undefined };

export const texts = {
  title: "人员名单",
  titleOf: ({ name }: { name: string }) => `人员：${name}`,
  unit: ({ name }: { name: string }) => `**${name}**`,
  withoutUnit: ({ district }: { district: string }) => `${district} 未登记单位`,
  person: ({ name, title, roles, phone }: Person) => {
    const notes = [...(title ? [title] : []), ...roles];
    return `${name}${notes.length > 0 ? `（${notes.join("，")}）` : ""}${phone ? ` ${phone}` : ""}`;
  },
  noUnit: "未登记单位",
  nobody: "还没有登记人员。",
  more: ({ count }: { count: number }) => `还有 ${count} 人没有列出，请按单位查，例如“河市镇企业办人员名单”，或者“导出人员”。`,
};
