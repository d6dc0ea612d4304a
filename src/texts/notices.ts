/** What the notices room says. */

const KINDS = { risk: "风险提示", duty: "任务提醒", information: "工作通知" };
type Kind = keyof typeof KINDS;

export const texts = {
  kinds: KINDS,

  card: {
    title: ({ kind, title, urgent }: { kind: Kind; title: string; urgent: boolean }) =>
      `${urgent ? "【紧急】" : ""}${KINDS[kind]}｜${title}`,
    source: ({ document, clause }: { document: string; clause: string }) => `——《${document}》${clause}`,
    files: ({ names }: { names: readonly string[] }) => `附件（随后发送）：${names.join("、")}`,
    footer: (facts: { number: string; minute: string; district: string | undefined; isExternal: boolean }) =>
      [
        facts.number,
        facts.minute,
        ...(facts.district === undefined ? [] : [facts.district]),
        ...(facts.isExternal ? ["由安讯机器人代发"] : []),
      ].join(" · "),
  },
};
