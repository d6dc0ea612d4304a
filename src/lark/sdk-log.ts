import { z } from "zod";
import type { Log } from "../log.ts";

/** What the SDK calls as its logger. It passes whole arrays of strings, errors, requests and responses. */
export type SdkLogger = Record<"error" | "warn" | "info" | "debug" | "trace", (...message: unknown[]) => void>;

const MESSAGE_CHARACTERS = 300;

/**
 * The SDK's log as lines of ours. It would print requests with our secret and what people wrote:
 * only its own words and the bare facts of an error pass, the words without the query of an address (it holds tickets) and without tokens.
 */
export function createSdkLogger(log: Log): SdkLogger {
  const line = (write: Log["debug"]) => (message: unknown[]) => write("feishu sdk", factsOf(message));
  const warn = line((event, facts) => log.warn(event, facts));
  const debug = line((event, facts) => log.debug(event, facts));
  return {
    // What fails is retried by the SDK or thrown to us: coped with, either way.
    error: (...message) => warn(message),
    warn: (...message) => warn(message),
    info: (...message) => debug(message),
    debug: (...message) => debug(message),
    trace: () => undefined,
  };
}

const Failure = z.object({
  message: z.string(),
  response: z.object({ status: z.number().optional(), data: z.object({ code: z.number() }).optional() }).optional(),
});

function factsOf(message: readonly unknown[]): Record<string, unknown> {
  const parts = message.flat(3);
  const words = parts.filter((part) => typeof part === "string").join(" ");
  const failure = parts.map((part) => Failure.safeParse(part).data).find((found) => found !== undefined);
  return {
    ...(words && { said: redact(words) }),
    ...(failure && { failure: redact(failure.message), status: failure.response?.status, code: failure.response?.data?.code }),
  };
}

function redact(text: string): string {
  return text
    .replace(/(\w+:\/\/[^\s?]+)\?\S*/g, "$1?…")
    .replace(/\b[tua]-[A-Za-z0-9_.-]{8,}/g, "…")
    .slice(0, MESSAGE_CHARACTERS);
}
