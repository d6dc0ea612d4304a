import { texts as cardTexts } from "./answer-card.ts";

const LONGEST = 120;

function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}……` : text;
}

/** What the documents lack, as a card in a duty chat and in the terminal. */
export const texts = {
  title: "待补知识",
  summary: ({ count }: { count: number }) => `待补知识 ${count} 项`,
  intro: ({ days, count }: { days: number; count: number }) => `最近 ${days} 天有 ${count} 个问题，文件没有写，或者答复被评为“没用”。`,
  none: ({ days }: { days: number }) => `最近 ${days} 天没有待补的知识。`,
  more: ({ count }: { count: number }) => `另有 ${count} 项未显示，可用命令行 gaps 查看全部。`,
  question: ({ question }: { question: string }) => shortened(question),
  standing: (gap: { because: "not_found" | "voted_down"; count: number; districts: readonly string[]; down: number }) =>
    [
      gap.because === "not_found" ? "文件没有写" : "答复被评为没用",
      ...(gap.districts.length > 0 ? [gap.districts.join("、")] : []),
      `问过 ${gap.count} 次`,
      ...(gap.down > 0 ? [`👎 ${gap.down}`] : []),
    ].join(" · "),
  nearest: ({ title, path }: { title: string; path: string }) => `最接近：《${title}》${path}`,
  complaint: ({ reason, remark }: { reason: keyof typeof cardTexts.reason; remark: string | undefined }) =>
    remark ? `${cardTexts.reason[reason]}（${shortened(remark)}）` : cardTexts.reason[reason],
  reasons: ({ reasons }: { reasons: readonly string[] }) => `原因：${reasons.join("；")}`,
  reply: ({ reply }: { reply: string }) => `人工答复：${shortened(reply)}`,

  line: ({ question, facts }: { question: string; facts: readonly string[] }) =>
    `${question}\n${facts.map((fact) => `    ${fact}`).join("\n")}`,
  noneAtAll: "没有待补的知识。",
};
