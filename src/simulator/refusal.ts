import { newId } from "./ids.ts";

/** The platform's own words for its codes, and the HTTP status where it is not 400. */
const WORDS: Readonly<Record<number, string>> = {
  9499: "Bad Request",
  10002: "Your request contains an invalid request parameter.",
  40015: "department not exist",
  41012: "user id invalid error",
  41050: "no user authority",
  200220: "Failed to generate card content",
  200740: "The card entity does not exist",
  200750: "The card entity has expired",
  200810: "The card is in an ongoing interaction and cannot be updated",
  200850: "Card streaming timeout",
  200860: "Card content exceeds limit.",
  230001: "Your request contains an invalid request parameter.",
  230002: "The bot can not be outside the group.",
  230009: "Message can only be recalled within one days.",
  230011: "The message is recalled.",
  230012: "Bot is NOT the sender of the message.",
  230013: "Bot has NO availability to this user.",
  230017: "Bot is NOT the owner of the resource.",
  230020: "This operation triggers the frequency limit.",
  230025: "The length of the message content reaches its limit.",
  230026: "No permission to recall this message.",
  230027: "Lack of necessary permissions.",
  230029: "User has resigned.",
  230031: "Message can only be modified within 14 days after sending.",
  230033: "Get the reading status must be done within 7 days after the message is sent.",
  230034: "The receive_id is invalid.",
  230035: "Send Message Permission deny.",
  230053: "The user has stopped the bot from sending messages.",
  230054: "This operation is not supported for this message type.",
  230071: "The operator is not the sender of the message.",
  230072: "The message has reached the number of times it can be edited.",
  230099: "Failed to create card content",
  230110: "Action unavailable as the message has been deleted.",
  231001: "reaction type is invalid.",
  231002: "The operator has no permission to react on the specific message.",
  231003: "The message is not found, maybe not exist or deleted.",
  232006: "Your request specifies a chat_id which is invalid.",
  232009: "Your request specifies a chat which has already been dissolved.",
  232011: "Operator can NOT be out of the chat.",
  234001: "Invalid request param.",
  234003: "File not in message.",
  234004: "App not in chat.",
  234006: "The file size exceed the max value.",
  234010: "File's size can't be 0.",
  234043: "Unsupported message type.",
  300020: "card token format invalid",
  300030: "card token expired",
  300040: "card token use count exceed the limit",
  300301: "Duplicate element_id in card component.",
  300302: "update_multi property is false",
  300303: "Only schema 2.0 is supported",
  300309: "Card streaming closed",
  300310: "Only update text",
  300317: "Sequence compare failed",
  99991400: "request trigger frequency limit",
  99991661: "Missing access token for authorization. Please make a request with token attached.",
  99991663: "Invalid access token for authorization. Please make a request with token attached.",
  99991671: "Invalid token: must start with t-/u-",
  99992402: "field validation failed",
};

/** The platform says no. Thrown in a route, turned into a body by the gateway. */
export class PlatformRefusal extends Error {
  readonly code: number;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly violations: readonly FieldViolation[];

  constructor(code: number, message: string, options: RefusalOptions = {}) {
    super(message);
    this.name = "PlatformRefusal";
    this.code = code;
    this.status = options.status ?? 400;
    this.headers = options.headers ?? {};
    this.violations = options.violations ?? [];
  }
}

export type FieldViolation = { field: string; description: string };
export type RefusalOptions = { status?: number; headers?: Readonly<Record<string, string>>; violations?: readonly FieldViolation[] };

/** @param ext  what is wrong in particular, appended as the platform does */
export function refusal(code: number, ext = "", options: RefusalOptions = {}): PlatformRefusal {
  const words = WORDS[code] ?? "unknown error";
  return new PlatformRefusal(code, ext ? `${words}${words.endsWith(".") ? "" : ","} ext=${ext}` : words, options);
}

/** The body of an error, with the id under which the platform's support would find the request. */
export function refusalBody(error: Pick<PlatformRefusal, "code" | "message" | "violations">): Record<string, unknown> {
  const logId = newId("");
  return {
    code: error.code,
    msg: error.message,
    error: {
      log_id: logId,
      troubleshooter: `https://open.feishu.cn/search?from=openapi&log_id=${logId}&code=${error.code}`,
      ...(error.violations.length > 0 && { field_violations: error.violations }),
    },
  };
}
