import type { BotNeeds } from "../../src/bot/needs.ts";
import { parseConfig } from "../../src/config.ts";
import { USUAL_RULES } from "../../src/duties/reminder-rules.ts";
import { createLog } from "../../src/log.ts";
import { MessengerError } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import type { TestClock } from "../support/clock.ts";

/** What the outbox holds, in the order in which it was put there. */
export type Outgoing = { key: string; delivery: Record<string, unknown> };

export async function outgoing(db: Database): Promise<Outgoing[]> {
  const { rows } = await db.query<Outgoing>("select key, delivery from outbox order by position");
  return rows;
}

/**
 * A platform that cannot be reached: nothing of a conversation may depend on it but the district of a group. It tells who sits in a
 * group, nobody: without that an inner one shows nothing.
 */
export function unreachableMessenger(): BotNeeds["messenger"] {
  const fail = () => Promise.reject(new MessengerError("unreachable", "nobody there"));
  return {
    send: fail,
    reply: fail,
    update: fail,
    react: fail,
    chat: fail,
    self: fail,
    message: fail,
    uploadFile: fail,
    sendFile: fail,
    resource: fail,
    attachmentsOf: fail,
    uploadImage: fail,
    openCard: fail,
    write: fail,
    contact: fail,
    members: async () => [],
  };
}

export function botNeeds(db: Database, clock: TestClock, parts: Partial<BotNeeds> = {}): BotNeeds {
  return {
    db,
    models: {},
    messenger: unreachableMessenger(),
    now: clock.now,
    log: createLog("silent"),
    pages: undefined,
    dutyChats: {},
    photos: { write: async () => undefined, read: async () => undefined },
    eye: { look: async () => undefined, shrink: async () => undefined, close: async () => undefined },
    reports: parseConfig({}).reports,
    deadlines: { rules: [], calendar: new Map() },
    reminderRules: USUAL_RULES,
    quizQuestions: async () => [],
    lists: async () => [],
    noticeTemplates: async () => [],
    exportMappings: async () => [],
    onEnqueued: () => undefined,
    onReceived: () => undefined,
    ...parts,
  };
}
