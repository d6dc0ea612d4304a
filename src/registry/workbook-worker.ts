import { parentPort, workerData } from "node:worker_threads";
import { isAppError, messageOf } from "../errors.ts";
import { writeOutput } from "./workbook-output.ts";
import { type RawWorkbook, readRaw } from "./workbook-raw.ts";
import type { OutSheet } from "./workbook-sheets.ts";

/** A thread's entry: packs and unpacks one workbook, apart from the thread that answers people. */
export type WorkbookTask = { kind: "read"; bytes: Uint8Array; fileName: string } | { kind: "write"; sheets: readonly OutSheet[] };
export type WorkbookResult =
  | { kind: "read"; workbook: RawWorkbook }
  | { kind: "written"; bytes: Uint8Array }
  | { kind: "failed"; reason: string; hint: string | undefined };

parentPort?.postMessage(await done(workerData as WorkbookTask));

async function done(task: WorkbookTask): Promise<WorkbookResult> {
  try {
    if (task.kind === "write") return { kind: "written", bytes: await writeOutput(task.sheets) };
    return { kind: "read", workbook: await readRaw(task.bytes, task.fileName) };
  } catch (error) {
    return { kind: "failed", reason: messageOf(error), hint: isAppError(error) ? error.hint : undefined };
  }
}
