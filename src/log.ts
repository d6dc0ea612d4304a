import { pino } from "pino";
import pretty from "pino-pretty";

/** One line, one event, past tense, facts as fields; never a message text, a token or a phone number. */
export type Log = {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
};

export type Facts = Readonly<Record<string, unknown>>;

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/** Lines on standard error, so that standard output stays a command's own: for a person's eyes in a terminal, JSON elsewhere. */
export function createLog(level: LogLevel): Log {
  const stream = process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, translateTime: "SYS:HH:MM:ss" })
    : pino.destination({ dest: 2, sync: true });
  return wrap(pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream));
}

type Line = (facts: Facts, event: string) => void;

function wrap(backend: Record<"debug" | "info" | "warn" | "error", Line>): Log {
  return {
    debug: (event, facts = {}) => backend.debug(facts, event),
    info: (event, facts = {}) => backend.info(facts, event),
    warn: (event, facts = {}) => backend.warn(facts, event),
    error: (event, facts = {}) => backend.error(facts, event),
  };
}
