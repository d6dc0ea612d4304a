import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createLog } from "../../src/log.ts";
import type { Models } from "../../src/models/model.ts";
import { type Answer, answerQuestion, type Question } from "../../src/policy/answer.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "./clock.ts";
import { openTestDatabase } from "./database.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
export const TODAY = "2026-11-21";

/** The two plans in a database of their own, and a way to ask them. */
export type Knowledge = {
  db: Database;
  ask(text: string, more?: Partial<Omit<Question, "text">>, onDraft?: (text: string) => void): Promise<Answer>;
  close(): Promise<void>;
};

export async function openKnowledge(options: { models?: Models; directory?: string } = {}): Promise<Knowledge> {
  const db = await openTestDatabase();
  const needs = { db, models: options.models ?? {}, now: testClock(`${TODAY} 09:00`).now };
  await ingest({ ...needs, log: createLog("silent") }, { directory: options.directory ?? join(ROOT, "knowledge") });
  return {
    db,
    ask: (text, more = {}, onDraft) => answerQuestion(needs, { text, asOf: TODAY, history: [], ...more }, onDraft),
    close: () => db.close(),
  };
}

/** Whether `quote` stands in `bodies`; each part of it, where its middle is left out. */
export function isVerbatim(quote: string, bodies: readonly string[]): boolean {
  const parts = quote.split("……").filter((part) => part.trim() !== "");
  return parts.length > 0 && parts.every((part) => bodies.some((body) => body.includes(part)));
}

export function readGolden(name: string): string {
  return readFileSync(join(ROOT, "tests/golden", name), "utf8");
}
