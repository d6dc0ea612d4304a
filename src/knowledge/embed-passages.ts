import { isAppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Embed } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { countToEmbed, letServe, passagesToEmbed, storeEmbeddings } from "./passages.ts";
import { ensureEmbeddingIndex } from "./vector-index.ts";

/** Passages of one request: what small servers take. */
const BATCH = 32;
/** Models read some thousand tokens; what they would cut off is cut here, evenly for all. */
export const PASSAGE_CHARACTERS_MAX = 4_000;

export type EmbedNeeds = { db: Db; embed: Embed; log: Log };

/** `more`: a batch was stored, look once more. `done`: nothing lacks a vector. `stopped`: for this reason; nothing was stored. */
export type EmbedOutcome = { kind: "more"; count: number } | { kind: "done" } | { kind: "stopped"; reason: string };

/**
 * Gives every passage that lacks one a vector of `embed`, in batches, each stored when it comes.
 * @param onProgress  hears after each batch how many of those that lacked one have it
 * @returns why it stopped before the end; undefined when nothing is left to do
 */
export async function embedPassages(needs: EmbedNeeds, onProgress?: (done: number, total: number) => void): Promise<string | undefined> {
  const total = await countToEmbed(needs.db, needs.embed);
  for (let done = 0; ; ) {
    const outcome = await embedBatch(needs);
    if (outcome.kind !== "more") return outcome.kind === "stopped" ? outcome.reason : undefined;
    done += outcome.count;
    onProgress?.(done, Math.max(done, total));
  }
}

/**
 * Embeds and stores the next few passages that lack a vector of `embed`; after the last of them they
 * take the place of another model's, and get their index.
 * @param signal  an answer of the endpoint that comes after it is not waited for, and not stored
 */
export async function embedBatch({ db, embed, log }: EmbedNeeds, signal?: AbortSignal): Promise<EmbedOutcome> {
  const batch = await passagesToEmbed(db, embed, BATCH);
  if (batch.length === 0) {
    await letServe(db, embed);
    await ensureEmbeddingIndex(db, embed.model, embed.dimensions);
    return { kind: "done" };
  }
  const asked = embed.documents(batch.map(({ text }) => text.slice(0, PASSAGE_CHARACTERS_MAX))).catch((error: unknown) => {
    if (isAppError(error) && error.code === "model_unavailable") return error;
    throw error;
  });
  const vectors = await unlessAborted(asked, signal);
  if (vectors === undefined) return { kind: "stopped", reason: "closing" };
  if (!Array.isArray(vectors)) {
    log.warn("passages not embedded", { model: embed.model, cause: messageOf(vectors) });
    return { kind: "stopped", reason: vectors.message };
  }
  const embeddings = batch.flatMap(({ id }, index) => {
    const values = vectors[index];
    return values?.length === embed.dimensions ? [{ id, values }] : [];
  });
  if (embeddings.length < batch.length) {
    log.warn("model gave vectors of another size", { model: embed.model, dimensions: embed.dimensions });
    return { kind: "stopped", reason: `${embed.model}: ${vectors[0]?.length ?? 0} ≠ ${embed.dimensions}` };
  }
  await storeEmbeddings(db, embed, embeddings);
  log.debug("passages embedded", { model: embed.model, count: batch.length });
  return { kind: "more", count: batch.length };
}

/** What `work` comes to; undefined as soon as `signal` says that nobody waits any more. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result | undefined> {
  if (!signal) return work;
  const { promise: aborted, resolve } = Promise.withResolvers<undefined>();
  const stop = () => resolve(undefined);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
