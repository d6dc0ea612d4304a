import { pino } from "pino";

/** One line, one event, past tense, facts as fields; never a message text, a token or a phone number. */
export type Log = {
  debug(event: string, facts?: Facts): void;
  info(event: string, facts?: Facts): void;
  warn(event: string, facts?: Facts): void;
  error(event: string, facts?: Facts): void;
  /** The same log with `facts` on each line. */
  with(facts: Facts): Log;
};

export type Facts = Readonly<Record<string, unknown>>;

export type LogLevel = "silent" | "error" | "warn" | "info" | "debug";

/** JSON lines on standard error, so that standard output stays a command's own. */
export function createLog(level: LogLevel): Log {
  return wrap(pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: 2, sync: true })));
}

type Line = (facts: Facts, event: string) => void;
type Backend = { debug: Line; info: Line; warn: Line; error: Line; child(facts: Facts): Backend };

function wrap(backend: Backend): Log {
  return {
    debug: (event, facts = {}) => backend.debug(facts, event),
    info: (event, facts = {}) => backend.info(facts, event),
    warn: (event, facts = {}) => backend.warn(facts, event),
    error: (event, facts = {}) => backend.error(facts, event),
    with: (facts) => wrap(backend.child(facts)),
  };
}
