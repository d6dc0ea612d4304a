import { Worker } from "node:worker_threads";
import { MINUTE_MS } from "../clock.ts";
import { AppError } from "../errors.ts";
import { texts } from "../texts/workbook.ts";
import type { RawWorkbook } from "./workbook-raw.ts";
import type { OutSheet } from "./workbook-sheets.ts";
import type { WorkbookResult, WorkbookTask } from "./workbook-worker.ts";

/** What one workbook may take: whatever is more ends its thread and nothing else. */
const MEMORY_MEGABYTES = 768;
const TIMEOUT_MS = MINUTE_MS;

/**
 * Reads a workbook in a thread of its own.
 * @throws AppError bad_input  when it cannot or must not be read, with a sentence what to do
 */
export async function readWorkbookFile(bytes: Uint8Array, fileName: string): Promise<RawWorkbook> {
  const result = await inThread({ kind: "read", bytes, fileName });
  if (result.kind === "read") return result.workbook;
  throw failureOf(result);
}

/** Writes a workbook in a thread of its own. */
export async function writeWorkbookFile(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  const result = await inThread({ kind: "write", sheets });
  if (result.kind === "written") return result.bytes;
  throw failureOf(result);
}

function failureOf(result: WorkbookResult): AppError {
  const { reason, hint = texts.file.broken } = result.kind === "failed" ? result : { reason: "unexpected result" };
  return new AppError("bad_input", reason, { hint });
}

function inThread(workerData: WorkbookTask): Promise<WorkbookResult> {
  const worker = new Worker(new URL("./workbook-worker.ts", import.meta.url), {
    workerData,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES },
  });
  const alarm = setTimeout(() => void worker.terminate(), TIMEOUT_MS);
  return new Promise<WorkbookResult>((resolve) => {
    const fail = (reason: string) => resolve({ kind: "failed", reason, hint: texts.file.broken });
    worker.once("message", (result: WorkbookResult) => resolve(result));
    worker.once("error", (error) => fail(error.message));
    worker.once("exit", () => fail("its thread ended"));
  }).finally(() => clearTimeout(alarm));
}
