import { createHash, randomBytes } from "node:crypto";

/** What Feishu's ids begin with: message, chat, person, union, image, file, department, event, topic. */
export type IdPrefix = "om_" | "oc_" | "ou_" | "on_" | "img_v3_" | "file_v3_" | "od-" | "t-" | "c-" | "";

/** An id that was never given before. */
export function newId(prefix: IdPrefix): string {
  return prefix + randomBytes(16).toString("hex");
}

/** The same id for the same name at every start: people and chats of the cast keep theirs. */
export function stableId(prefix: IdPrefix, name: string): string {
  return prefix + createHash("sha256").update(`${prefix}${name}`).digest("hex").slice(0, 32);
}

/** Numeric ids, as card entities have: 19 digits. */
export function newNumber(): string {
  return `7${BigInt(`0x${randomBytes(8).toString("hex")}`)
    .toString()
    .padStart(20, "0")
    .slice(-18)}`;
}
