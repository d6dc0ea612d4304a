import { isAxiosError } from "axios";
import { z } from "zod";
import { SECOND_MS } from "../clock.ts";
import { MessengerError, type Refusal } from "../messenger.ts";
import { PLATFORM_CODES } from "./error-codes.ts";

/** Feishu's way to say no, whatever the HTTP status. */
const Complaint = z.object({ code: z.number(), msg: z.string().default("") });

/** What Feishu said can name a person or quote a text: only the beginning of an unknown complaint is kept. */
const COMPLAINT_CHARACTERS = 160;

/** Said under the code of a malformed card: somebody's press of it is being answered, and it can be changed as soon as that is done. */
const CARD_LOCKED = /ErrCode: 11310;/;

/** No connection came about, so nothing can have happened on the other side. */
const NEVER_ARRIVED: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/**
 * Any failure of a call as a MessengerError. The original is not kept as `cause`: it carries the request with its token and texts.
 * @param what  the call in a few words, for the log
 */
export function refusalOf(error: unknown, what: string): MessengerError {
  if (error instanceof MessengerError) return error;
  if (!isAxiosError(error)) return new MessengerError("refused", `${what}: ${error instanceof Error ? error.name : "unknown failure"}`);
  if (!error.response) {
    const neverArrived = error.code !== undefined && NEVER_ARRIVED.has(error.code);
    return new MessengerError("unreachable", `${what}: ${error.code ?? "no response"}`, { neverArrived });
  }
  const { status, data, headers } = error.response;
  const complaint = Complaint.safeParse(data);
  const retryAfterMs = millisecondsOf(headers["x-ogw-ratelimit-reset"] ?? headers["retry-after"]);
  if (!complaint.success) return new MessengerError(refusalOfStatus(status), `${what}: HTTP ${status}`, present({ retryAfterMs }));
  return complaintError(what, complaint.data, { status, retryAfterMs });
}

/**
 * The same for an answer that came with HTTP 200 and says no in its body.
 * @throws MessengerError when `body.code` is not 0
 */
export function assertAccepted(body: unknown, what: string): void {
  const complaint = Complaint.safeParse(body);
  if (complaint.success && complaint.data.code === 0) return;
  if (!complaint.success) throw new MessengerError("unreachable", `${what}: the answer is not Feishu's`);
  throw complaintError(what, complaint.data, { status: 200, retryAfterMs: undefined });
}

function complaintError(
  what: string,
  { code, msg }: z.infer<typeof Complaint>,
  { status, retryAfterMs }: { status: number; retryAfterMs: number | undefined },
): MessengerError {
  const known = CARD_LOCKED.test(msg) ? { refusal: "busy" as const, meaning: "the card is locked by a press" } : PLATFORM_CODES[code];
  const meaning = known?.meaning ?? msg.slice(0, COMPLAINT_CHARACTERS);
  return new MessengerError(
    known?.refusal ?? refusalOfStatus(status),
    `${what}: HTTP ${status}, code ${code}, ${meaning}`,
    present({ platformCode: code, retryAfterMs }),
  );
}

function refusalOfStatus(status: number): Refusal {
  if (status === 429) return "busy";
  if (status >= 500) return "unreachable";
  if (status === 401) return "unauthorized";
  return "refused";
}

function millisecondsOf(header: unknown): number | undefined {
  const seconds = Number.parseFloat(String(header));
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds * SECOND_MS) : undefined;
}

/** `exactOptionalPropertyTypes`: an absent fact is left out rather than set to undefined. */
function present(facts: { platformCode?: number; retryAfterMs: number | undefined }): { platformCode?: number; retryAfterMs?: number } {
  const { retryAfterMs, ...rest } = facts;
  return retryAfterMs === undefined ? rest : { ...rest, retryAfterMs };
}
