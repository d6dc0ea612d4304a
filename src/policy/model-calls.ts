import { addDays, type Day, dayOf, startOfDay } from "../clock.ts";
import type { Span } from "../growing-table.ts";
import type { Meter, ModelCall } from "../models/model.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table model_calls: what the language model was asked, day by day. */

/** What models that speak used on one Shanghai day: the budget is theirs, and a reranking endpoint reads much for little money. */
export type Spent = { calls: number; tokens: number; costYuan: number };

export async function spentOn(db: Db, day: Day): Promise<Spent> {
  const { rows } = await db.query<Spent>(
    `select count(*)::int as calls, coalesce(sum(input_tokens + output_tokens), 0)::float8 as tokens,
            coalesce(sum(cost_yuan), 0)::float8 as "costYuan"
     from model_calls where called_at >= $1 and called_at < $2 and use <> 'rerank'`,
    [startOfDay(day), startOfDay(addDays(day, 1))],
  );
  return rows[0] ?? { calls: 0, tokens: 0, costYuan: 0 };
}

/** What one use of one model has come to. */
export type ModelUsage = { use: string; model: string; calls: number; inputTokens: number; outputTokens: number; costYuan: number };

/** From `from` on and before `until`. */
export async function modelUsage(db: Db, { from, until }: Span): Promise<ModelUsage[]> {
  const { rows } = await db.query<ModelUsage>(
    `select use, model, count(*)::float8 as calls, sum(input_tokens)::float8 as "inputTokens",
            sum(output_tokens)::float8 as "outputTokens", sum(cost_yuan)::float8 as "costYuan"
     from model_calls where called_at >= $1 and called_at < $2 group by use, model`,
    [from, until],
  );
  return rows;
}

async function recordModelCall(db: Db, call: ModelCall, now: Date): Promise<void> {
  const { use, model, promptHash, inputTokens, outputTokens, costYuan, ms } = call;
  await db.query(
    `insert into model_calls (use, model, prompt_hash, input_tokens, output_tokens, cost_yuan, ms, called_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [use, model, promptHash, inputTokens, outputTokens, costYuan, ms, now],
  );
}

/** Keeps account in the database, so that a budget holds over a restart and for all processes together. */
export function meterIn(db: Db): Meter {
  return {
    tokensOn: async (at) => (await spentOn(db, dayOf(at))).tokens,
    record: (call, at) => recordModelCall(db, call, at),
  };
}
