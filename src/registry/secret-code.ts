import { createHash, randomInt } from "node:crypto";

/** Codes that a person types once. Only their hash is kept, so that nobody who reads the database may use one. */

/** Without signs that look like others. 31^12 of them: nobody finds one by trying. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const GROUPS = 3;
const GROUP_SIGNS = 4;

/** 「K7QF-3MXA-W9TZ」. */
export function newSecretCode(): string {
  const group = () => Array.from({ length: GROUP_SIGNS }, () => SIGNS.charAt(randomInt(SIGNS.length))).join("");
  return Array.from({ length: GROUPS }, group).join("-");
}

/** Of a code as it was typed: small letters, blanks, full width and missing dashes do not matter. */
export function hashOfCode(code: string): string {
  const signs = code
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, "");
  return createHash("sha256").update(signs).digest("hex");
}

const CODE = new RegExp(`^[${SIGNS}]{${GROUPS * GROUP_SIGNS}}$`);

/** Whether `text` looks like a code of ours, however it was typed. */
export function isSecretCode(text: string): boolean {
  return CODE.test(
    text
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[\s\p{Pd}]/gu, ""),
  );
}
