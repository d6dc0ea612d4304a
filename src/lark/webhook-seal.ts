import { createDecipheriv, createHash, timingSafeEqual } from "node:crypto";

/** How Feishu seals what it sends to a webhook: signature over the raw body, AES around the event. Nothing here throws. */

const IV_BYTES = 16;

/** Whether `signature` is sha256(timestamp + nonce + key + body) in hex. */
export function isSigned(body: Buffer, seal: { timestamp: string; nonce: string; signature: string }, encryptKey: string): boolean {
  const expected = createHash("sha256").update(seal.timestamp).update(seal.nonce).update(encryptKey).update(body).digest("hex");
  return isSame(expected, seal.signature.toLowerCase());
}

/** The event inside `{"encrypt": …}`: base64 of iv and AES-256-CBC under sha256(key). Undefined: not sealed with this key. */
export function unseal(encrypted: string, encryptKey: string): string | undefined {
  const bytes = Buffer.from(encrypted, "base64");
  try {
    const key = createHash("sha256").update(encryptKey).digest();
    const decipher = createDecipheriv("aes-256-cbc", key, bytes.subarray(0, IV_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES)), decipher.final()]).toString("utf8");
  } catch {
    // Too short, not a multiple of the block, or another key: for us all the same, a stranger.
    return undefined;
  }
}

/** Compares without telling by its duration how much was right. */
export function isSame(expected: string, given: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
