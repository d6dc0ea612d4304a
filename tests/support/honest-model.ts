import type { ChatReply, ChatRequest } from "./chat-replies.ts";
import { shownSources } from "./wordings.ts";

/**
 * A scripted model that means well: of the clauses that it is shown it says the sentences that share most with the question, in other
 * words where it knows some, and cites them. It knows nothing but what stands in the request.
 */
export function honestReply(request: ChatRequest): ChatReply {
  const question = /<(?:问题|最后一问)>\n([\s\S]*?)\n<\//.exec(request.messages.at(-1)?.content ?? "")?.[1] ?? "";
  const sources = shownSources(request);
  // Asked to put a question in other words, it repeats it.
  if (sources.length === 0) return { kind: "text", text: question };
  const sentences = sources.flatMap(({ number, text }) =>
    text.split(/(?<=[。；\n\t])/).flatMap((sentence) => (sentence.trim().length > 5 ? [{ number, sentence: sentence.trim() }] : [])),
  );
  const likeness = ({ sentence, number }: { sentence: string; number: number }) => shared(question, sentence) - number / 2;
  const best = sentences.toSorted((one, other) => likeness(other) - likeness(one)).slice(0, 2);
  return { kind: "text", text: best.map(({ number, sentence }) => `${inOtherWords(sentence)}[${number}]。`).join("") };
}

function shared(one: string, other: string): number {
  const pairs = Array.from({ length: Math.max(0, one.length - 1) }, (_, at) => one.slice(at, at + 2));
  return pairs.filter((pair) => other.includes(pair)).length;
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/每季度/gu, "每三个月"],
  [/每半年/gu, "每六个月"],
  [/递交/gu, "提交"],
  [/制定/gu, "编制"],
  [/1 ?次/gu, "一次"],
  [/1000 ?人/gu, "一千人"],
  [/[。；]$/u, ""],
  [/^(?:\d{1,2}[.、] ?|[一二三四五六七八九十]是|（[一二三四五六七八九十]）)/u, ""],
];

function inOtherWords(sentence: string): string {
  return WORDS.reduce((said, [from, to]) => said.replace(from, to), sentence);
}
