import type { Clock } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Database, Db } from "../storage/db.ts";
import type { Draft } from "./draft.ts";
import { type Change, endDraft, holdDraft } from "./drafts.ts";
import { dutyCardKey, receiptKey } from "./duty-card.ts";
import type { DutyDesk } from "./duty-desk.ts";
import type { Actor, Hazard, HazardFacts } from "./hazard.ts";
import { placeCard, placeName } from "./placed-cards.ts";
import { receiptCard } from "./receipt-card.ts";
import { recordHazard } from "./report.ts";

/** A report becomes its cases: all of them, with receipt and duty card, or none. */

export type RecordNeeds = { db: Database; now: Clock; photoWindowMinutes: number };

export type Recording = {
  /** Of each hazard that was told, in their order. */
  facts: readonly HazardFacts[];
  reporter: Actor;
  repeatOf: string | undefined;
  desk: DutyDesk;
  /** Of the photos, as the platform names them. */
  images: readonly string[];
};

/** What else is said in the same transaction. */
export type Within = (tx: Db, outcome: { draft: Draft; hazards: readonly Hazard[] }) => Promise<void>;

/** Undefined: the draft had changed or ended meanwhile, and nothing was recorded. */
export async function recordDraft(
  needs: RecordNeeds,
  change: Change,
  recording: Recording,
  within: Within,
): Promise<{ draft: Draft; hazards: readonly Hazard[] } | undefined> {
  const { db, now } = needs;
  return db.inTransaction(async (tx) => {
    if (!(await holdDraft(tx, change.draft))) return undefined;
    const hazards: Hazard[] = [];
    const inside = { db: alreadyIn(db, tx), now };
    for (const [index, facts] of recording.facts.entries()) {
      const { hazard } = await recordHazard(inside, draftOf(change, recording, { index, facts }), async () => {});
      hazards.push(hazard);
    }
    const hazardIds = hazards.map(({ id }) => id);
    const draft = await endDraft(tx, change, { state: "recorded", hazardIds }, now());
    if (!draft) throw new TypeError("a draft that was held has changed");
    for (const hazard of hazards) await announceCase(tx, { hazard, draft }, { ...needs, ...recording });
    await within(tx, { draft, hazards });
    return { draft, hazards };
  });
}

type Announced = { hazard: Hazard; draft: Draft };
type Announcing = Pick<RecordNeeds, "now" | "photoWindowMinutes"> & Pick<Recording, "desk" | "images">;

/** The receipt below what was said, and the card for those on duty. */
export async function announceCase(tx: Db, { hazard, draft }: Announced, needs: Announcing): Promise<void> {
  const { desk, images, photoWindowMinutes } = needs;
  const { messageId, chatId } = draft;
  const receipt = receiptCard(hazard, { images, isAttended: desk.recipients.length > 0, photoWindowMinutes });
  const toReporter = { kind: "reply", messageId, chatId, content: { kind: "card", card: receipt } } as const;
  await enqueue(tx, { key: receiptKey(hazard.id), delivery: toReporter, priority: "answer" }, needs.now());
  await placeDutyCards(tx, hazard, desk, needs.now());
}

/** The card of a new case, for those on duty. */
export async function placeDutyCards(tx: Db, hazard: Hazard, desk: DutyDesk, now: Date): Promise<void> {
  for (const recipient of desk.recipients) {
    const viewer = recipient.kind === "person" ? recipient.openId : undefined;
    const key = dutyCardKey(hazard.id, placeName(recipient));
    await placeCard(tx, hazard, { key, recipient, viewer }, { now });
  }
}

function draftOf({ draft }: Change, { reporter, repeatOf }: Recording, { index, facts }: { index: number; facts: HazardFacts }) {
  const { anonymous, photoIds, words: note } = draft.content;
  return { origin: `${draft.eventId}/${index}`, facts, reporter, anonymous, chatId: draft.chatId, photoIds, note, repeatOf };
}

/** The database as the ways into the ledger want it, inside a transaction that is open already. */
export function alreadyIn(db: Database, tx: Db): Database {
  return { ...db, query: tx.query.bind(tx), inTransaction: (work) => work(tx) };
}
