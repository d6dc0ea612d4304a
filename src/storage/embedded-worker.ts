import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { messageOf } from "../errors.ts";

/** A thread's entry: PostgreSQL inside this process, apart from the thread that answers people, reached through a unix socket. */
export type EmbeddedStart = { dataDir: string; socketPath: string };
export type EmbeddedReport = { kind: "ready" } | { kind: "failed"; reason: string } | { kind: "stopped" };

const report = (message: EmbeddedReport) => parentPort?.postMessage(message);

try {
  await serve(workerData as EmbeddedStart);
} catch (error) {
  report({ kind: "failed", reason: messageOf(error) });
}

async function serve(start: EmbeddedStart): Promise<void> {
  const engine = await PGlite.create({ dataDir: start.dataDir, extensions: { vector } });
  // The pool holds one connection; the second place is for its successor while the old one is still closing.
  const server = new PGLiteSocketServer({ db: engine, path: start.socketPath, maxConnections: 2 });
  await server.start();
  parentPort?.once("message", async () => {
    try {
      await server.stop();
      await engine.close();
    } catch (error) {
      report({ kind: "failed", reason: messageOf(error) });
    }
    report({ kind: "stopped" });
    parentPort?.close();
  });
  report({ kind: "ready" });
}
