import { type Clock, HOUR_MS } from "../clock.ts";
import { type Contact, type Directory, MessengerError } from "../messenger.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table contacts: what the platform says of people, asked for once a day. */

const FRESH_MS = 24 * HOUR_MS;

type Needs = { db: Db; messenger: Pick<Directory, "contact">; now: Clock };
type Row = Omit<Contact, "title"> & { title: string | null; checkedAt: Date };

const COLUMNS = `open_id as "openId", name, title, departments, resigned, checked_at as "checkedAt"`;

/**
 * Who an account belongs to. While the platform cannot be reached, what it said last holds; undefined: it never said anything, or
 * the person lies outside the range that the app may see.
 */
export async function contactOf(needs: Needs, openId: string): Promise<Contact | undefined> {
  const now = needs.now();
  const known = await findRow(needs.db, openId);
  if (known && now.getTime() - known.checkedAt.getTime() < FRESH_MS) return contactFrom(known);
  const facts = await ask(needs.messenger, openId);
  if (!facts) return known && contactFrom(known);
  return rememberContact(needs.db, facts, now);
}

/** Writes what the platform said. */
async function rememberContact(db: Db, contact: Contact, now: Date): Promise<Contact> {
  await db.query(
    `insert into contacts (open_id, name, title, departments, resigned, checked_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (open_id) do update set name = excluded.name, title = excluded.title, departments = excluded.departments,
       resigned = excluded.resigned, checked_at = excluded.checked_at`,
    [contact.openId, contact.name, contact.title ?? null, contact.departments, contact.resigned, now],
  );
  return contact;
}

/** Makes the next look ask the platform again. */
export async function forgetContact(db: Db, openId: string): Promise<void> {
  await db.query(`update contacts set checked_at = 'epoch' where open_id = $1`, [openId]);
}

/** Those of whom the platform told us, and who are called exactly so; whoever left is not among them. */
export async function contactsCalled(db: Db, name: string): Promise<Contact[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from contacts where name = $1 and not resigned order by open_id`, [name]);
  return rows.map(contactFrom);
}

async function findRow(db: Db, openId: string): Promise<Row | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from contacts where open_id = $1`, [openId]);
  return rows[0];
}

function contactFrom({ checkedAt: _checkedAt, title, ...row }: Row): Contact {
  return { ...row, title: title ?? undefined };
}

async function ask(messenger: Pick<Directory, "contact">, openId: string): Promise<Contact | undefined> {
  try {
    return await messenger.contact(openId);
  } catch (error) {
    // Nothing that people wait for may hang on a name.
    if (error instanceof MessengerError) return undefined;
    throw error;
  }
}
