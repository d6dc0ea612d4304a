import { DAY_MS } from "../clock.ts";
import type { Database, Db } from "../storage/db.ts";
import { hasAdministrator } from "./administrators.ts";
import { audit } from "./audit.ts";
import { notePerson, personOfAccount } from "./people.ts";
import { grantRole } from "./roles.ts";
import { hashOfCode, newSecretCode } from "./secret-code.ts";

/**
 * How the first administrator comes about: whoever can read the terminal of a house without one may become it. The only file that
 * touches the table first_administrator_codes.
 */

const CODE_DAYS = 7;

/** A new code while nobody is administrator of everything; undefined when somebody is. It is printed once and kept as a hash. */
export async function issueFirstAdministratorCode(db: Db, now: Date): Promise<string | undefined> {
  if (await hasAdministrator(db)) return undefined;
  const code = newSecretCode();
  await db.query(`insert into first_administrator_codes (code_hash, created_at, expires_at) values ($1, $2, $3)`, [
    hashOfCode(code),
    now,
    new Date(now.getTime() + CODE_DAYS * DAY_MS),
  ]);
  return code;
}

/**
 * Makes whoever knows the code the administrator of everything. False: it is no code, was used, its time is over, or there is an
 * administrator already; which of them is told to nobody.
 */
export async function claimFirstAdministrator(
  db: Database,
  claim: { code: string; openId: string; name: string; isPlaceholder?: boolean; chatId: string },
  now: Date,
): Promise<boolean> {
  return db.inTransaction(async (tx) => {
    // Two codes claimed at once make one administrator: the second waits here, then finds the first.
    const { rows } = await tx.query<{ codeHash: string; usedBy: string | null }>(
      `select code_hash as "codeHash", used_by as "usedBy" from first_administrator_codes order by code_hash for update`,
    );
    // The same message once more, after a crash.
    if (rows.some(({ codeHash, usedBy }) => codeHash === hashOfCode(claim.code) && usedBy === claim.openId)) return true;
    if (await hasAdministrator(tx)) return false;
    if ((await personOfAccount(tx, claim.openId))?.status === "resigned") return false;
    const { rowCount } = await tx.query(
      `update first_administrator_codes set used_by = $2, used_at = $3 where code_hash = $1 and used_at is null and expires_at > $3`,
      [hashOfCode(claim.code), claim.openId, now],
    );
    if (rowCount !== 1) return false;
    const person = await notePerson(tx, claim, now);
    const everywhere = { role: "administrator", district: undefined, unitId: undefined, enterpriseId: undefined } as const;
    await grantRole(tx, { ...everywhere, personId: person.id, grantedBy: claim.openId }, now);
    const subject = { kind: "person", id: person.id };
    await audit(tx, { actor: claim.openId, action: "first_administrator_claimed", subject, chatId: claim.chatId }, now);
    return true;
  });
}
