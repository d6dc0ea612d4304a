import { isAppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Embed } from "../models/model.ts";
import type { Db } from "../storage/db.ts";
import { ensureEmbeddingIndex, passagesToEmbed, storeEmbeddings } from "./passages.ts";

/** Passages of one request: what small servers take. */
const BATCH = 32;
/** Models read some thousand tokens; what they would cut off is cut here, evenly for all. */
const TEXT_MAX = 4_000;

/**
 * Gives every passage that lacks one a vector of `embed`, in batches, each stored when it comes.
 * @returns why it stopped before the end; undefined when nothing is left to do
 */
export async function embedPassages(needs: { db: Db; embed: Embed; log: Log }): Promise<string | undefined> {
  const { db, embed, log } = needs;
  for (;;) {
    const batch = await passagesToEmbed(db, embed, BATCH);
    if (batch.length === 0) break;
    const vectors = await embed.documents(batch.map(({ text }) => text.slice(0, TEXT_MAX))).catch((error: unknown) => {
      if (isAppError(error) && error.code === "model_unavailable") return error;
      throw error;
    });
    if (!Array.isArray(vectors)) {
      log.warn("passages not embedded", { model: embed.model, cause: messageOf(vectors) });
      return vectors.message;
    }
    const embeddings = batch.flatMap(({ id }, index) => {
      const values = vectors[index];
      return values?.length === embed.dimensions ? [{ id, values }] : [];
    });
    if (embeddings.length < batch.length) {
      log.warn("model gave vectors of another size", { model: embed.model, dimensions: embed.dimensions });
      return `${embed.model}: ${vectors[0]?.length ?? 0} ≠ ${embed.dimensions}`;
    }
    await storeEmbeddings(db, embed, embeddings);
    log.debug("passages embedded", { model: embed.model, count: batch.length });
  }
  await ensureEmbeddingIndex(db, embed.model, embed.dimensions);
  return undefined;
}
