import type { Db } from "../storage/db.ts";
import { keepingAnAdministrator } from "./administrators.ts";
import type { AuditEntry } from "./audit.ts";
import type { PersonEntry } from "./known-people.ts";
import { insertPeople, updatePeople } from "./people.ts";
import type { PeopleSurroundings } from "./people-columns.ts";
import type { Grant } from "./role.ts";
import { grantKey } from "./role-words.ts";
import { grantRoles, revokeRoles, type StandingGrant } from "./roles.ts";
import { auditedChanges, type GoodRow, inChunks, type RowsWritten, type Writing } from "./workbook-write.ts";

/**
 * Writes planned rows of people, with what is granted and taken back. Whoever was changed since is left alone, and named.
 * @throws LastAdministrator when nobody would be administrator of everything any more
 */
export function writePeople(tx: Db, rows: readonly GoodRow<PersonEntry>[], writing: Writing<PeopleSurroundings>): Promise<RowsWritten> {
  return keepingAnAdministrator(tx, () => writeAll(tx, rows, writing));
}

async function writeAll(
  tx: Db,
  rows: readonly GoodRow<PersonEntry>[],
  { known, now, actor, onChunk }: Writing<PeopleSurroundings>,
): Promise<RowsWritten> {
  const [stale, audits]: [number[], AuditEntry[]] = [[], []];
  await inChunks(
    rows.filter(({ kind }) => kind === "add"),
    onChunk,
    async (chunk) => {
      const ids = await insertPeople(
        tx,
        chunk.map(({ entry }) => personOf(entry)),
        now,
      );
      const grants = chunk.flatMap(({ entry }, index) => entry.roles.map((grant) => ({ ...grant, personId: ids[index] ?? "" })));
      await grantRoles(tx, grants, { grantedBy: actor, at: now });
      for (const id of ids) audits.push({ actor, action: "person_imported", subject: { kind: "person", id } });
      audits.push(...grants.map((grant) => granted(actor, grant)));
    },
  );
  await inChunks(
    rows.flatMap((row) => (row.kind === "change" ? [row] : [])),
    onChunk,
    async (chunk) => {
      const proposed = chunk.map(({ id, entry, before }) => ({ ...personOf(entry), id, seen: personOf(before) }));
      const changed = new Set(await updatePeople(tx, proposed, now));
      stale.push(...chunk.filter(({ id }) => !changed.has(id)).map(({ row }) => row));
      const written = chunk.filter(({ id }) => changed.has(id));
      const given = written.flatMap(({ id, entry, before }) =>
        without(entry.roles, before.roles).map((grant) => ({ ...grant, personId: id })),
      );
      const taken = written.flatMap(({ id, entry }) => {
        const kept = new Set(entry.roles.map(grantKey));
        return (known.people.grants.get(id) ?? []).filter((grant) => !kept.has(grantKey(grant)));
      });
      await grantRoles(tx, given, { grantedBy: actor, at: now });
      await revokeRoles(
        tx,
        taken.map(({ id }) => id),
        { revokedBy: actor, at: now },
      );
      audits.push(
        ...written.map(({ id, changes }) => ({
          actor,
          action: "person_changed",
          subject: { kind: "person", id },
          ...auditedChanges(changes),
        })),
      );
      audits.push(...given.map((grant) => granted(actor, grant)), ...taken.map((grant) => revoked(actor, grant)));
    },
  );
  return { stale, audits };
}

function personOf({ roles: _roles, ...person }: PersonEntry): Omit<PersonEntry, "roles"> {
  return person;
}

function without(grants: readonly Grant[], held: readonly Grant[]): Grant[] {
  const keys = new Set(held.map(grantKey));
  return grants.filter((grant) => !keys.has(grantKey(grant)));
}

function granted(actor: string, { personId: id, ...grant }: Grant & { personId: string }): AuditEntry {
  return { actor, action: "role_granted", subject: { kind: "person", id }, after: grant };
}

function revoked(actor: string, { personId: id, role, district, unitId, enterpriseId }: StandingGrant): AuditEntry {
  return { actor, action: "role_revoked", subject: { kind: "person", id }, before: { role, district, unitId, enterpriseId } };
}
