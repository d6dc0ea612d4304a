import { isAppError } from "../errors.ts";
import type { Embed } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { PASSAGE_CHARACTERS_MAX } from "./embed-passages.ts";
import { passageOfFormer } from "./passages.ts";
import { likeness, modelOfKey } from "./vectors.ts";

/** Numbers of one model differ a little from machine to machine; those of another one point elsewhere. */
const SAME_MODEL_MIN = 0.99;

/** Per endpoint, which former models it was found to speak for, or not. */
const found = new WeakMap<Embed, Map<string, boolean>>();

/**
 * A question's vector, of the model whose vectors serve: after a change of the model that is the former one, until all vectors of
 * the new one are there. Undefined when the endpoint has it no longer: then words alone find passages.
 * @throws AppError model_unavailable when the configured model does not answer
 */
export async function questionVector(db: Db, embed: Embed, text: string): Promise<{ model: string; values: number[] } | undefined> {
  const former = await passageOfFormer(db, embed);
  if (!former) return { model: embed.model, values: await embed.question(text) };
  const { model, dimensions } = modelOfKey(former.key);
  const serving = embed.another?.(model, dimensions);
  if (!serving) return undefined;
  try {
    if (!(await speaksFor(serving, former, embed))) return undefined;
    return { model, values: await serving.question(text) };
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return undefined;
    throw error;
  }
}

/** Many servers answer with the one model they have, whatever it is called: what was embedded before must come out the same. */
async function speaksFor(serving: Embed, { key, text, values }: { key: string; text: string; values: number[] }, embed: Embed) {
  const known = found.get(embed) ?? new Map<string, boolean>();
  found.set(embed, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const [again = []] = await serving.documents([text.slice(0, PASSAGE_CHARACTERS_MAX)]);
  const speaks = likeness(again, values) >= SAME_MODEL_MIN;
  known.set(key, speaks);
  return speaks;
}
