import type { Config } from "../config.ts";
import { AppError, messageOf } from "../errors.ts";
import { openModels } from "../models/open-models.ts";
import { texts } from "../texts/rerank.ts";

/** Has two sentences ranked of which only one answers. @returns what to print @throws AppError with what to do */
export async function checkRerank({ rerank: config }: Pick<Config, "rerank">): Promise<string> {
  const { rerank } = await openModels({ embedding: undefined, rerank: config });
  if (!rerank) return texts.doctor.unset;
  const { model } = rerank;
  const { question, sentences } = texts.doctor;
  const { places, call } = await rerank.places(question, sentences).catch((cause: unknown) => {
    const hint = texts.doctor.bad({ model, reason: messageOf(cause) });
    throw new AppError("model_unavailable", "the reranking endpoint did not answer", { hint, cause });
  });
  const [first, second] = places;
  return first === 0 && second === 1 ? texts.doctor.good({ model, ms: call.ms }) : texts.doctor.odd({ model, ms: call.ms });
}
