import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { SECOND_MS } from "../clock.ts";
import type { PictureReport, PictureTask } from "./picture-worker.ts";

/** Looks at pictures in a thread of its own, one after another. The thread is there while there is something to look at. */
export type PictureEye = {
  /** Undefined: it cannot be unpacked. @param bytes  of a picture that `readPicture` let pass */
  look(bytes: Buffer): Promise<PictureLook | undefined>;
  /** A JPEG of at most 1024 pixels a side, which tells nothing but what it shows. Undefined: it cannot be unpacked. */
  shrink(bytes: Buffer): Promise<Buffer | undefined>;
  close(): Promise<void>;
};

/** `thumbnail`: JPEG. `perceptualHash`: 64 characters, 0 or 1. */
type PictureLook = { thumbnail: Buffer; perceptualHash: string };

/** A picture of 25 million pixels takes some ten seconds on a small, busy machine. */
const LOOK_TIMEOUT_MS = 120 * SECOND_MS;
/** The decoder is loaded once for photos that come together. */
const IDLE_MS = 30 * SECOND_MS;

export function openPictureEye(): PictureEye {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function dismiss(): Promise<void> {
    const leaving = worker;
    worker = undefined;
    clearTimeout(idle);
    await leaving?.terminate();
  }

  async function handle(task: PictureTask): Promise<PictureReport | undefined> {
    clearTimeout(idle);
    worker ??= new Worker(new URL("./picture-worker.ts", import.meta.url), { execArgv: [] });
    worker.ref();
    const report = await reportOf(worker, task);
    if (!report) {
      await dismiss();
      return undefined;
    }
    // A thread that waits must not keep alive a process that has nothing left to do.
    worker.unref();
    idle = setTimeout(() => void dismiss(), IDLE_MS).unref();
    return report;
  }

  function inTurn(task: PictureTask): Promise<PictureReport | undefined> {
    const handling = queue.then(() => handle(task));
    queue = handling.catch(() => undefined);
    return handling;
  }

  return {
    look: async (bytes) => {
      const report = await inTurn({ do: "look", bytes });
      if (report?.kind !== "looked") return undefined;
      return { thumbnail: Buffer.from(report.thumbnail), perceptualHash: report.perceptualHash };
    },
    shrink: async (bytes) => {
      const report = await inTurn({ do: "shrink", bytes });
      return report?.kind === "shrunk" ? Buffer.from(report.picture) : undefined;
    },
    close: async () => {
      await queue;
      await dismiss();
    },
  };
}

/** Undefined: the thread ended over it, or did not come to an end. */
async function reportOf(worker: Worker, task: PictureTask): Promise<PictureReport | undefined> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), LOOK_TIMEOUT_MS);
  worker.once("exit", onEnd);
  worker.postMessage(task);
  try {
    const [report] = await once(worker, "message", { signal: over.signal });
    return report as PictureReport;
  } catch {
    // Out of memory, time, or a fault of the decoder: for whoever sent the picture it is all the same.
    return undefined;
  } finally {
    clearTimeout(timer);
    worker.off("exit", onEnd);
  }

  function onEnd(): void {
    over.abort();
  }
}
