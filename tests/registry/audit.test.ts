import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type AuditEntry, audit, auditAll, auditEntries, verifyAudit } from "../../src/registry/audit.ts";
import { sayVerdict } from "../../src/registry/audit-verdict.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const NOON = at("2026-11-21 12:00");

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(() => unguarded("truncate audit_entries"));

/** What somebody does who owns the database and wants to hide it: no right and no trigger holds them. */
async function unguarded(sql: string): Promise<void> {
  await db.query("grant update, delete, truncate on audit_entries to current_user");
  await db.query("alter table audit_entries disable trigger user");
  await db.query(sql);
  await db.query("alter table audit_entries enable trigger user");
  await db.query("revoke update, delete, truncate on audit_entries from current_user");
}

function anEntry(parts: Partial<AuditEntry> = {}): AuditEntry {
  return { actor: "ou_li", action: "role_granted", subject: { kind: "person", id: "1" }, ...parts };
}

async function entered(count: number): Promise<void> {
  const numbered = Array.from({ length: count }, (_, index) => anEntry({ subject: { kind: "person", id: String(index + 1) } }));
  await auditAll(db, numbered, NOON);
}

describe("the audit", () => {
  test("keeps who did what to what, when and from where, one after the other", async () => {
    await audit(
      db,
      anEntry({ chatId: "oc_1", before: { phone: null }, after: { 名称: '老福记"酒楼"\n', deep: { list: [1, 2.5, null] } } }),
      NOON,
    );
    await auditAll(db, [anEntry({ action: "role_revoked" }), anEntry({ actor: "system" })], NOON);
    const entries = await auditEntries(db, { after: "0", limit: 10 });
    expect(entries.map(({ id, action, actor }) => [id, action, actor])).toEqual([
      ["1", "role_granted", "ou_li"],
      ["2", "role_revoked", "ou_li"],
      ["3", "role_granted", "system"],
    ]);
    expect(entries[0]).toMatchObject({ at: NOON, chatId: "oc_1", before: { phone: null }, after: { 名称: '老福记"酒楼"\n' } });
    expect(entries.slice(1).map(({ previousHash }) => previousHash)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
    expect(await auditEntries(db, { after: "2", limit: 10 })).toEqual(entries.slice(2));
    expect(await verifyAudit(db)).toEqual({ kind: "whole", entries: 3, head: entries.at(-1)?.hash });
  });

  test("without an entry is whole", async () => {
    await auditAll(db, [], NOON);
    expect(await verifyAudit(db)).toEqual({ kind: "whole", entries: 0, head: "0".repeat(64) });
  });

  test.each([
    ["changed", "update audit_entries set actor = 'ou_nobody'"],
    ["deleted", "delete from audit_entries"],
    ["emptied", "truncate audit_entries"],
  ])("is not %s by the application", async (_what, sql) => {
    await entered(2);
    await expect(db.query(sql)).rejects.toThrow(/only ever added|permission denied/);
    expect(await verifyAudit(db)).toMatchObject({ kind: "whole", entries: 2 });
  });

  test("can be changed by no role at all: the owner took these rights from itself", async () => {
    const { rows } = await db.query<{ right: string }>(
      `select privilege_type as right from pg_class, aclexplode(relacl) where oid = 'audit_entries'::regclass order by 1`,
    );
    const rights = rows.map(({ right }) => right);
    expect(rights).toEqual(expect.arrayContaining(["INSERT", "SELECT"]));
    expect(rights.filter((right) => ["DELETE", "TRUNCATE", "UPDATE"].includes(right))).toEqual([]);
  });

  test("does not take a number or a hash that somebody brings along", async () => {
    await db.query(
      `insert into audit_entries (id, at, actor, action, subject_kind, subject_id, previous_hash, hash)
       values (77, $1, 'ou_x', 'role_granted', 'person', '1', 'made up', 'made up too')`,
      [NOON],
    );
    expect(await verifyAudit(db)).toMatchObject({ kind: "whole", entries: 1 });
  });

  test("an entry whose transaction fails was never there, and leaves no gap", async () => {
    await entered(1);
    const failing = db.inTransaction(async (tx) => {
      await audit(tx, anEntry(), NOON);
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    await entered(1);
    expect(await verifyAudit(db)).toMatchObject({ kind: "whole", entries: 2 });
  });

  test("many writers at once make one chain", async () => {
    const write = (writer: number) =>
      db.inTransaction(async (tx) => {
        await audit(tx, anEntry({ actor: `ou_${writer}` }), NOON);
        await auditAll(tx, [anEntry({ actor: `ou_${writer}`, action: "a" }), anEntry({ actor: `ou_${writer}`, action: "b" })], NOON);
      });
    await Promise.all([
      ...Array.from({ length: 12 }, (_, writer) => write(writer)),
      ...Array.from({ length: 12 }, () => audit(db, anEntry(), NOON)),
    ]);
    expect(await verifyAudit(db)).toMatchObject({ kind: "whole", entries: 48 });
    const actors = (await auditEntries(db, { after: "0", limit: 100 })).map(({ actor }) => actor).filter((actor) => actor !== "ou_li");
    // What one transaction wrote stands together.
    expect(actors.filter((actor, index) => index % 3 !== 0 && actors[index - 1] !== actor)).toEqual([]);
  });
});

describe("tampering shows", () => {
  test.each([
    ["another actor", "update audit_entries set actor = 'ou_nobody' where id = 3", "3", "changed"],
    ["another time", "update audit_entries set at = at + interval '1 microsecond' where id = 3", "3", "changed"],
    ["other contents", `update audit_entries set after = '{"role": "administrator"}' where id = 3`, "3", "changed"],
    [
      "an action that reads the same when joined",
      "update audit_entries set action = action || ' ', subject_kind = 'person' where id = 4",
      "4",
      "changed",
    ],
    ["an entry taken out", "delete from audit_entries where id = 2", "2", "missing"],
    [
      "two entries exchanged",
      "update audit_entries set subject_id = case id when 2 then '3' else '2' end where id in (2, 3)",
      "2",
      "changed",
    ],
    [
      "a hash made to fit, without those after it",
      "update audit_entries e set actor = 'ou_x', hash = encode(sha256(convert_to(audit_seal(row(e.id, e.at, 'ou_x', e.action, e.subject_kind, e.subject_id, e.chat_id, e.before, e.after, e.previous_hash, e.hash)::audit_entries), 'UTF8')), 'hex') where id = 3",
      "4",
      "changed",
    ],
  ] as const)("%s", async (_what, sql, place, problem) => {
    await entered(5);
    await unguarded(sql);
    const verdict = await verifyAudit(db);
    expect(verdict).toEqual({ kind: "broken", at: place, problem });
    expect(sayVerdict(verdict)).toContain(`第 ${place} 条`);
  });

  test("entries cut off at the end show to whoever noted the last hash", async () => {
    await entered(5);
    const noted = await verifyAudit(db);
    await unguarded("delete from audit_entries where id > 3");
    expect(noted).toMatchObject({ kind: "whole", entries: 5 });
    expect(await verifyAudit(db)).not.toEqual(noted);
  });
});
