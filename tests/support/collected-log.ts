import type { Facts, Log } from "../../src/log.ts";

export type LogLine = { level: "debug" | "info" | "warn" | "error"; event: string; facts: Facts };

/** A log that keeps its lines, for tests of what is reported. */
export function collectedLog(): { log: Log; lines: LogLine[] } {
  const lines: LogLine[] = [];
  const line =
    (level: LogLine["level"]) =>
    (event: string, facts: Facts = {}) => {
      lines.push({ level, event, facts });
    };
  return { log: { debug: line("debug"), info: line("info"), warn: line("warn"), error: line("error") }, lines };
}
