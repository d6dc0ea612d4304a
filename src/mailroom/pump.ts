import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, SECOND_MS } from "../clock.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";

/** A worker that takes pieces of work from a table, several at a time. */
export type Pump = {
  /** Says that there may be something to take. Never throws, never waits. */
  poke(): void;
  /** Resolves when nothing is under way and nothing can be taken at the clock's present time. */
  idle(): Promise<void>;
  /** Takes no more, and resolves when what is under way has ended. */
  close(): Promise<void>;
};

/** `again`: something was put aside, look once more. `nothing`: look again at `until`, or when poked. */
export type Next = { kind: "work"; run: () => Promise<void> } | { kind: "again" } | { kind: "nothing"; until?: Date | undefined };

export type PumpOptions = {
  name: string;
  concurrency: number;
  /** Hands more, for urgent work alone. */
  reserved?: number;
  /** Called at the begin of each pass, also when all hands are full. */
  tend: () => Promise<void>;
  /** @param urgentOnly  only reserved hands are free */
  next: (urgentOnly: boolean) => Promise<Next>;
};

/** Other processes write to the same tables without poking us; this is how long their work may lie. */
const POLL_MS = SECOND_MS;
const SOONEST_MS = 5;
const PAUSE_MAX_MS = 30 * SECOND_MS;

/** Nothing that happens here ends the process: a database that is away is reported once and asked again with growing pauses. */
export function startPump(needs: { now: Clock; log: Log }, options: PumpOptions): Pump {
  const running = new Set<Promise<void>>();
  let waiting: (() => void)[] = [];
  let pass: Promise<void> | undefined;
  let poked = false;
  let closed = false;
  let failures = 0;
  let timer: NodeJS.Timeout | undefined;
  // Whoever pokes may stand inside a transaction; the pass that follows does not.
  const outside = AsyncLocalStorage.snapshot();

  function poke(): void {
    if (closed) return;
    poked = true;
    pass ??= outside(passes);
  }

  async function passes(): Promise<void> {
    clearTimeout(timer);
    let pauseMs = 0;
    while (poked && !closed) {
      poked = false;
      pauseMs = await onePass();
    }
    pass = undefined;
    if (closed) return;
    timer = setTimeout(poke, pauseMs).unref();
    if (running.size > 0 || failures > 0) return;
    for (const resolve of waiting) resolve();
    waiting = [];
  }

  /** @returns how long to pause before the next pass */
  async function onePass(): Promise<number> {
    try {
      await options.tend();
      const until = await takeAll();
      if (failures > 0) needs.log.info("mailroom works again", { worker: options.name, failures });
      failures = 0;
      if (!until) return POLL_MS;
      return Math.min(POLL_MS, Math.max(SOONEST_MS, until.getTime() - needs.now().getTime()));
    } catch (error) {
      return failed(error);
    }
  }

  async function takeAll(): Promise<Date | undefined> {
    const hands = options.concurrency + (options.reserved ?? 0);
    while (running.size < hands && !closed) {
      const next = await options.next(running.size >= options.concurrency);
      if (next.kind === "nothing") return next.until;
      if (next.kind === "work") start(next.run);
    }
    return undefined;
  }

  function start(run: () => Promise<void>): void {
    const piece: Promise<void> = run()
      .catch((error: unknown) => void failed(error))
      .finally(() => {
        running.delete(piece);
        poke();
      });
    running.add(piece);
  }

  function failed(error: unknown): number {
    failures += 1;
    if (failures === 1) needs.log.error("mailroom failed, trying again", { worker: options.name, reason: messageOf(error) });
    return Math.min(PAUSE_MAX_MS, SECOND_MS * 2 ** Math.min(failures - 1, 10));
  }

  // The first look, for what an earlier process left.
  poke();

  return {
    poke,
    idle: () =>
      new Promise((resolve) => {
        if (closed) return resolve();
        waiting.push(resolve);
        poke();
      }),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await pass;
      await Promise.all(running);
      for (const resolve of waiting) resolve();
      waiting = [];
    },
  };
}
