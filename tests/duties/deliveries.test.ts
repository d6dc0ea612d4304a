import { afterEach, beforeEach, expect, test } from "vitest";
import { decideOnDelivery, deliveriesDue, deliveryBy, findDelivery, putDelivery } from "../../src/duties/deliveries.ts";
import { evidenceFiles, keepEvidenceFile } from "../../src/duties/evidence-files.ts";
import type { Database } from "../../src/storage/db.ts";
import { openTestDatabase } from "../support/database.ts";

const NOW = new Date("2026-12-20T10:00:00+08:00");
const FACTS = {
  doneOn: "2026-12-18",
  participants: "王总带队",
  note: "查了后厨",
  industries: [],
  trainees: [],
  photoIds: ["7"],
  fileIds: [],
};
const SENT = { dutyId: "d1", due: "2026-12-31", bearer: { kind: "enterprise", id: "5" }, facts: FACTS, deliveredBy: "ou_owner" } as const;

let db: Database;
beforeEach(async () => {
  db = await openTestDatabase();
});
afterEach(() => db.close());

test("one delivery for each occurrence and bearer: delivered anew it takes the place of the first", async () => {
  const first = await putDelivery(db, SENT, NOW);
  expect(first).toMatchObject({ version: 1, state: "delivered", facts: FACTS, bearer: SENT.bearer, due: "2026-12-31" });
  const second = await putDelivery(db, { ...SENT, facts: { ...FACTS, note: "又查了仓库" } }, NOW);
  expect(second).toMatchObject({ id: first?.id, version: 2, facts: { note: "又查了仓库", photoIds: ["7"] } });
  expect(await deliveriesDue(db, { from: "2026-12-01", to: "2026-12-31" })).toHaveLength(1);
  expect(await deliveriesDue(db, { dutyId: "d2", from: "2026-12-01", to: "2026-12-31" })).toEqual([]);
});

test("who decides must have seen the latest version; what was accepted is not replaced, what was returned is", async () => {
  const first = await putDelivery(db, SENT, NOW);
  await putDelivery(db, SENT, NOW);
  const decision = { id: first?.id ?? "", by: "ou_officer" };
  expect(await decideOnDelivery(db, { ...decision, version: 1, reason: undefined }, NOW)).toBeUndefined();
  const returned = await decideOnDelivery(db, { ...decision, version: 2, reason: "没有照片" }, NOW);
  expect(returned).toMatchObject({ state: "returned", reason: "没有照片", version: 3 });
  const again = await putDelivery(db, SENT, NOW);
  expect(again).toMatchObject({ state: "delivered", reason: undefined, decidedBy: undefined, version: 4 });
  expect(await decideOnDelivery(db, { ...decision, version: 4, reason: undefined }, NOW)).toMatchObject({ state: "accepted" });
  expect(await putDelivery(db, SENT, NOW)).toBeUndefined();
  expect(await findDelivery(db, decision.id)).toMatchObject({ state: "accepted", version: 5 });
  expect(await deliveryBy(db, SENT, { kind: "enterprise", id: "6" })).toBeUndefined();
});

test("files are kept as they were sent", async () => {
  const id = await keepEvidenceFile(db, { name: "签到表.pdf", bytes: Buffer.from("%PDF"), uploadedBy: "ou_owner" }, NOW);
  const [file] = await evidenceFiles(db, [id]);
  expect(file).toMatchObject({ id, name: "签到表.pdf" });
  expect(file?.bytes.toString()).toBe("%PDF");
});
