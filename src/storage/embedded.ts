import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { AppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { texts } from "../texts/storage.ts";
import { lockDirectory } from "./directory-lock.ts";
import type { EmbeddedReport, EmbeddedStart } from "./embedded-worker.ts";

/** How long a worker may take to write its last pages. */
const STOP_TIMEOUT_MS = 10_000;

export type EmbeddedServer = {
  /** Directory of the unix socket, as `host` for pg. */
  socketDir: string;
  close(): Promise<void>;
};

/**
 * Starts the embedded PostgreSQL of `dataDir`, which only one process may hold.
 * @throws AppError data_directory_locked | database_unavailable
 */
export async function startEmbedded(options: { dataDir: string; log: Log }): Promise<EmbeddedServer> {
  const lock = await lockDirectory(options.dataDir);
  const socketDir = join(tmpdir(), `anxun-${createHash("sha256").update(realpathSync(options.dataDir)).digest("hex").slice(0, 16)}`);
  const removeSocket = () => rmSync(socketDir, { recursive: true, force: true });
  process.once("exit", removeSocket);
  try {
    makePrivateDirectory(socketDir);
    const worker = await startWorker({
      dataDir: join(realpathSync(options.dataDir), "database"),
      socketPath: join(socketDir, ".s.PGSQL.5432"),
    });
    let stopping = false;
    worker.on("error", (error) => options.log.error("embedded database failed", { reason: messageOf(error) }));
    worker.on("exit", () => stopping || options.log.error("embedded database ended by itself"));
    return {
      socketDir,
      close: async () => {
        stopping = true;
        await stopWorker(worker);
        removeSocket();
        process.removeListener("exit", removeSocket);
        await lock.release();
      },
    };
  } catch (error) {
    removeSocket();
    process.removeListener("exit", removeSocket);
    await lock.release();
    throw new AppError("database_unavailable", `the embedded database in ${options.dataDir} did not start: ${messageOf(error)}`, {
      cause: error,
      hint: texts.embeddedFailed({ directory: options.dataDir }),
    });
  }
}

/** A killed process leaves its directory behind; the lock says that it is ours to replace. A stranger's is an error. */
function makePrivateDirectory(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path, { recursive: true });
  mkdirSync(path, { mode: 0o700 });
}

function startWorker(start: EmbeddedStart): Promise<Worker> {
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: start, execArgv: [] });
  return new Promise((resolve, reject) => {
    const fail = (reason: unknown) => {
      void worker.terminate();
      reject(reason);
    };
    worker.once("error", fail);
    worker.once("exit", () => fail(new Error("its thread ended")));
    worker.once("message", (report: EmbeddedReport) => {
      worker.removeAllListeners();
      // A thread that waits must not keep alive a process that has nothing left to do.
      worker.unref();
      if (report.kind === "failed") return fail(new Error(report.reason));
      resolve(worker);
    });
  });
}

async function stopWorker(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, STOP_TIMEOUT_MS);
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    worker.on("message", (report: EmbeddedReport) => report.kind === "stopped" && done());
    worker.once("exit", done);
    worker.ref();
    worker.postMessage("stop");
  });
  await worker.terminate();
}
