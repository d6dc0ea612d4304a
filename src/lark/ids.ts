import { z } from "zod";

/**
 * Feishu's ids as we accept them. They end up in URL paths, which the SDK does not encode,
 * so nothing but letters, digits, `_` and `-` may pass.
 */
export const ChatId = z.string().regex(/^oc_[A-Za-z0-9_-]{1,96}$/);
export const MessageId = z.string().regex(/^om_[A-Za-z0-9_-]{1,96}$/);
export const OpenId = z.string().regex(/^ou_[A-Za-z0-9_-]{1,96}$/);
export const ThreadId = z.string().regex(/^omt_[A-Za-z0-9_-]{1,96}$/);
/** Of an event: only a key of ours, but it comes from outside. */
export const EventId = z.string().regex(/^[A-Za-z0-9_:.-]{1,128}$/);
/** card_id of a card entity. */
export const CardId = z.string().regex(/^[A-Za-z0-9_-]{1,20}$/);
/** image_key and file_key. */
export const ResourceKey = z.string().regex(/^[A-Za-z0-9_.-]{1,256}$/);
