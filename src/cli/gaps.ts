import { type Day, isDay, startOfDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import { type Gap, knowledgeGaps } from "../policy/gaps.ts";
import { gapFacts } from "../policy/gaps-card.ts";
import { texts as cliTexts } from "../texts/cli.ts";
import { texts } from "../texts/gaps.ts";
import { inWorkspace } from "./workspace.ts";

/** `anxun gaps`: what people asked and the documents did not tell, or told badly. */
export async function printGaps(options: { since?: string; json?: boolean }): Promise<void> {
  const since = options.since ?? BEGINNING;
  if (!isDay(since)) throw new AppError("bad_input", "gaps was called with an unusable day", { hint: cliTexts.badDay({ day: since }) });
  await inWorkspace({ throwAway: false }, async ({ db }) => {
    const gaps = await knowledgeGaps(db, startOfDay(since));
    process.stdout.write(`${options.json ? JSON.stringify(gaps.map(outputOf), undefined, 2) : listOf(gaps)}\n`);
  });
}

/** Before anybody asked anything. */
const BEGINNING: Day = "2000-01-01";

function outputOf({ question, count, districts, because, nearest, complaints, replies, lastAskedAt }: Gap) {
  return {
    question,
    count,
    districts,
    because,
    nearest: nearest ? { document: nearest.documentId, clause: nearest.path, quote: nearest.quote } : null,
    complaints: complaints.map(({ reason, remark }) => ({ reason: reason ?? null, remark: remark ?? null })),
    replies,
    last_asked_at: lastAskedAt.toISOString(),
  };
}

function listOf(gaps: readonly Gap[]): string {
  if (gaps.length === 0) return texts.noneAtAll;
  return gaps.map((gap) => texts.line({ question: gap.question, facts: gapFacts(gap) })).join("\n");
}
