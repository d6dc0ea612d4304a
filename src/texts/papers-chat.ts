/** Papers of cases, asked for in chats. */

export const texts = {
  button: "出文书",
  title: ({ id }: { id: string }) => `${id} 出文书`,
  note: "按台账生成 .docx，台账里没有的留空，由您核对、编号、盖章。",
  none: "这一条已经作废，不再出文书。",
  shown: "请在下面选文书",
  shownBefore: "文书已列在下面，请往下看",
  making: ({ kind }: { kind: string }) => `${kind}随后发出`,
  sending: ({ titles }: { titles: readonly string[] }) => `${titles.map((title) => `《${title}》`).join("、")}随后发出，请核对后再用。`,
  whichCase: "请写上编号，例如“出 YH-20261121-001 的整改通知”。",
  fileName: ({ title, id }: { title: string; id: string }) => `${title}-${id}.docx`,
  summaryName: ({ title }: { title: string }) => `${title}.docx`,
};
