import type { Day } from "../clock.ts";
import { isAppError } from "../errors.ts";
import type { Chat, ModelCall } from "../models/model.ts";
import type { Citation } from "./answer.ts";
import type { Ask } from "./asks.ts";
import { answered, type Draft, type Statement } from "./compose.ts";
import { ground } from "./grounding.ts";
import { citationsFor, type Shown, sourcesFor } from "./model-sources.ts";
import { saysAsMuch } from "./says-as-much.ts";
import type { Unit } from "./units.ts";

/** What became of a composed answer. `calls`: what the model used, also when nothing of what it said was kept. */
export type Reworded = {
  draft: Draft;
  isWorded: boolean;
  calls: readonly ModelCall[];
  dropped: number;
  /** Why it is said as it was composed, though the model was asked. */
  fallback?: Fallback;
};

/** It did not answer; none of its sentences stood; those that stood said less than what was composed. */
export type Fallback = "unavailable" | "nothing_stood" | "said_less";

/** Hears the sentences that stand, as far as they have come; what is sent in the end may be something else. */
export type OnDraft = (text: string) => void;

type Asking = { question: string; ask: Ask; asOf: Day; found: readonly Unit[]; signal: AbortSignal; onDraft?: OnDraft | undefined };

/**
 * Puts a composed answer in a model's words: sentence by sentence what the clauses say, and only where as much is said as before.
 * Whatever goes wrong, the composed answer stands.
 */
export async function reword(chat: Chat, draft: Draft, asking: Asking): Promise<Reworded> {
  const asComposed: Reworded = { draft, isWorded: false, calls: [], dropped: 0 };
  const statements = draft.parts?.statements.filter(({ wording }) => wording !== undefined) ?? [];
  if (draft.status !== "answered" || !draft.parts || statements.length === 0) return asComposed;
  const sources = sourcesFor(statements, asking.found);
  const said = await say(chat, sources, asking);
  if (!said) return { ...asComposed, fallback: "unavailable" };
  const { kept, dropped } = ground(said.text, evidenceOf(sources));
  const worded = draft.parts.statements.map((statement) => wordedStatement(statement, { kept, sources, asking }));
  const isWorded = worded.some((statement, index) => statement !== draft.parts?.statements[index]);
  const calls = [said.call];
  if (!isWorded) return { ...asComposed, calls, dropped: dropped.length, fallback: kept.length === 0 ? "nothing_stood" : "said_less" };
  return { draft: answered(worded, asking.asOf, draft.parts.apart), isWorded, calls, dropped: dropped.length };
}

function evidenceOf(sources: readonly Shown[]) {
  return sources.map(({ evidence }) => evidence);
}

/** The whole text of the model; what stands of it is heard as it comes. */
async function say(
  chat: Chat,
  sources: readonly Shown[],
  { question, signal, onDraft }: Asking,
): Promise<{ text: string; call: ModelCall } | undefined> {
  let text = "";
  let told = "";
  try {
    for await (const piece of chat.stream({ use: "answer", question, find: async () => sources }, signal)) {
      if (piece.kind === "end") return { text, call: piece.call };
      text += piece.text;
      if (!onDraft || !SENTENCE_END.test(piece.text)) continue;
      const stands = ground(finished(text), evidenceOf(sources))
        .kept.map((sentence) => sentence.text)
        .join("");
      if (stands !== told) onDraft(stands);
      told = stands;
    }
    return undefined;
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return undefined;
    throw error;
  }
}

const SENTENCE_END = /[。！？\]］】\n]/u;

/** Up to the last sentence that has its end. */
function finished(text: string): string {
  return text.slice(0, Math.max(text.lastIndexOf("。"), text.lastIndexOf("]"), text.lastIndexOf("\n")) + 1);
}

type Kept = ReturnType<typeof ground>["kept"];

/** Each document in its own sentences; where they say less than what was composed, that stays. */
function wordedStatement(
  statement: Statement,
  { kept, sources, asking }: { kept: Kept; sources: readonly Shown[]; asking: Asking },
): Statement {
  const { document, wording, citations } = statement;
  const isOwn = ({ source }: { source: number }) => sources[source - 1]?.document.id === document.id;
  const own = kept.filter(({ rests }) => rests.every(isOwn));
  if (!wording || own.length === 0) return statement;
  const text = own.map((sentence) => withEnd(sentence.text)).join("");
  const rests = own.flatMap((sentence) => sentence.rests);
  const isOf = (unit: Unit, { source }: { source: number }) => sources[source - 1]?.unit.passage.id === unit.passage.id;
  if (!rests.some((rest) => wording.units.some((unit) => isOf(unit, rest)))) return statement;
  const restsOnIt = rests.some((rest) => wording.units.some((unit) => isOf(unit, rest) && unit.text.includes(rest.quote)));
  if (!saysAsMuch({ text, restsOnIt }, wording.lead, asking.ask)) return statement;
  const quoted = rests.flatMap(({ source, quote }) => {
    const shown = sources[source - 1];
    return shown ? citationsFor(shown, quote, asking.asOf) : [];
  });
  return { document, lead: text + wording.remarks, citations: together(citations, quoted) };
}

function withEnd(text: string): string {
  return /[。！？]$/u.test(text) ? text : `${text.replace(/[；，,;.]$/u, "")}。`;
}

/** What is quoted already is not quoted twice. */
function together(citations: readonly Citation[], more: readonly Citation[]): Citation[] {
  const all = [...citations];
  for (const one of more) {
    const isQuoted = all.some(({ passageId, quote }) => passageId === one.passageId && quote.includes(one.quote));
    if (!isQuoted) all.push(one);
  }
  return all;
}
