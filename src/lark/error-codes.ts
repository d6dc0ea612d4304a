import type { Refusal } from "../messenger.ts";

/** What a code of the platform means for us. Anything not listed is judged by its HTTP status. */
export type PlatformCode = { refusal: Refusal; meaning: string };

/** The token has run out before its time: fetch another and try once more. */
export const TOKEN_INVALID = 99_991_663;

/** Feishu's documented codes of the calls that we make. */
export const PLATFORM_CODES: Readonly<Record<number, PlatformCode>> = {
  // Over a limit, or busy: the same request will do later.
  11232: { refusal: "busy", meaning: "the system is over its message limit" },
  230020: { refusal: "busy", meaning: "over the limit of this chat" },
  230049: { refusal: "busy", meaning: "the message is being sent already" },
  231015: { refusal: "busy", meaning: "the same reaction is being handled already" },
  99991400: { refusal: "busy", meaning: "over the limit of this API" },

  // The other end is gone: nobody is there to hear it.
  230002: { refusal: "gone", meaning: "the bot is not in the chat" },
  230011: { refusal: "gone", meaning: "the message was recalled" },
  230013: { refusal: "gone", meaning: "the bot is not available to this person" },
  230018: { refusal: "gone", meaning: "the group's settings forbid it" },
  230019: { refusal: "gone", meaning: "the topic does not exist" },
  230029: { refusal: "gone", meaning: "the person has resigned" },
  230031: { refusal: "gone", meaning: "the card is older than 14 days" },
  230035: { refusal: "gone", meaning: "muted, or blocked by the receiver" },
  230038: { refusal: "gone", meaning: "private chat across tenants" },
  230050: { refusal: "gone", meaning: "the message is not visible to the bot" },
  230053: { refusal: "gone", meaning: "the person has stopped the bot" },
  230110: { refusal: "gone", meaning: "the message was deleted" },
  230111: { refusal: "gone", meaning: "the message will destroy itself" },
  231002: { refusal: "gone", meaning: "no permission to react: not in the chat" },
  231003: { refusal: "gone", meaning: "the message to react to is not there" },
  231004: { refusal: "gone", meaning: "the chat of the message is not there" },
  231008: { refusal: "gone", meaning: "no access to the message" },
  231018: { refusal: "gone", meaning: "the message is not visible to the bot" },
  231022: { refusal: "gone", meaning: "the bot is not available to this person" },
  232009: { refusal: "gone", meaning: "the chat was dissolved" },
  234004: { refusal: "gone", meaning: "the bot is not in the chat of the file" },
  232011: { refusal: "gone", meaning: "the bot is not in the chat" },

  // What we asked for is wrong or not allowed: asking again is no use.
  41012: { refusal: "refused", meaning: "no such person" },
  41050: { refusal: "refused", meaning: "the person is outside the app's contact range" },
  230001: { refusal: "refused", meaning: "invalid parameter" },
  230012: { refusal: "refused", meaning: "not a message of ours" },
  230022: { refusal: "refused", meaning: "sensitive content" },
  230025: { refusal: "refused", meaning: "the content is too long" },
  230027: { refusal: "refused", meaning: "permission missing, or an external group" },
  230028: { refusal: "refused", meaning: "stopped by data-leak prevention (phone number, e-mail)" },
  230034: { refusal: "refused", meaning: "invalid receiver" },
  230054: { refusal: "refused", meaning: "not supported for this type of message" },
  230071: { refusal: "refused", meaning: "the group has no topics" },
  230072: { refusal: "refused", meaning: "forwarded bundles have no topics" },
  230075: { refusal: "refused", meaning: "secret chats are not supported" },
  230099: { refusal: "refused", meaning: "the card is malformed" },
  231001: { refusal: "refused", meaning: "no such reaction" },
  231017: { refusal: "refused", meaning: "no reactions on this type of message" },
  234001: { refusal: "refused", meaning: "invalid parameter of a file" },
  234003: { refusal: "refused", meaning: "the file is not of this message" },
  234006: { refusal: "refused", meaning: "the file is too large" },
  234010: { refusal: "refused", meaning: "the file is empty" },
  234037: { refusal: "refused", meaning: "the file is too large to be downloaded" },
  234043: { refusal: "refused", meaning: "no files can be read from this type of message" },
  99991672: { refusal: "refused", meaning: "a scope of the app is missing" },
  99992354: { refusal: "refused", meaning: "no such message" },

  // The app itself is not let in.
  10003: { refusal: "unauthorized", meaning: "unknown app id" },
  10014: { refusal: "unauthorized", meaning: "wrong app secret, or the app is switched off" },
  230006: { refusal: "unauthorized", meaning: "the app's bot is switched off" },
  99991401: { refusal: "unauthorized", meaning: "our IP address is not on the app's list" },
  99991403: { refusal: "unauthorized", meaning: "the month's quota of calls is used up" },
  99991543: { refusal: "unauthorized", meaning: "unknown app id or secret" },
  99991661: { refusal: "unauthorized", meaning: "token missing" },
  99991662: { refusal: "unauthorized", meaning: "the app is switched off" },
  [TOKEN_INVALID]: { refusal: "unauthorized", meaning: "token invalid or expired" },
  99991664: { refusal: "unauthorized", meaning: "app token invalid" },
  99991665: { refusal: "unauthorized", meaning: "tenant token invalid" },
  99991668: { refusal: "unauthorized", meaning: "token invalid" },
  99991671: { refusal: "unauthorized", meaning: "token malformed" },
  99991673: { refusal: "unauthorized", meaning: "the app is not installed" },
};
