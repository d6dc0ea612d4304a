import { type Clock, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { type EmbedNeeds, embedBatch } from "../knowledge/embed-passages.ts";
import { countToEmbed, indexVersion } from "../knowledge/passages.ts";
import { type Next, type Pump, startPump } from "../mailroom/pump.ts";

/** How long to leave an endpoint in peace that did not answer: 5, 10, 20 … s, at most 10 min. */
const REST_MS = 5 * SECOND_MS;
const REST_MAX_MS = 10 * MINUTE_MS;

export type Embedding = Pump & {
  /** How many passages are found by their words only, so far. */
  lacking(): Promise<number>;
};

/**
 * Gives the passages their vectors while people already ask: batch by batch, each stored when it comes, so that a later
 * process goes on where this one ended. What is ingested anew, by this process or another, is seen within a second.
 * An endpoint that does not answer is asked again, by the clock that is passed in, after growing rests.
 */
export function startEmbedding(needs: EmbedNeeds & { now: Clock }): Embedding {
  const { db, embed, now } = needs;
  const closing = new AbortController();
  /** The index of which no passage lacks a vector. */
  let finished: string | undefined;
  let failures = 0;
  let restUntil: Date | undefined;

  async function next(): Promise<Next> {
    if (restUntil && now() < restUntil) return { kind: "nothing", until: restUntil };
    const version = await indexVersion(db);
    if (!version || version.sign === finished) return { kind: "nothing" };
    return { kind: "work", run: () => step(version.sign) };
  }

  async function step(sign: string): Promise<void> {
    const outcome = await embedBatch(needs, closing.signal);
    if (outcome.kind === "done") finished = sign;
    failures = outcome.kind === "stopped" ? failures + 1 : 0;
    restUntil = failures === 0 ? undefined : new Date(now().getTime() + restMs(failures));
  }

  // One batch at a time: small servers, and an embedded database of one connection, have others to serve as well.
  const pump = startPump(needs, { name: "embedding", concurrency: 1, tend: async () => {}, next });
  return {
    ...pump,
    lacking: () => countToEmbed(db, embed),
    close: () => {
      closing.abort();
      return pump.close();
    },
  };
}

function restMs(failures: number): number {
  return Math.min(REST_MAX_MS, REST_MS * 2 ** Math.min(failures - 1, 20));
}
