import type { Db } from "../storage/db.ts";
import type { InvitedRole } from "./invitations.ts";

/** The only file that touches the table binding_requests: people who ask to stand for an enterprise, and what an officer decided. */

export type BindingRequest = {
  id: string;
  openId: string;
  /** As the platform called them when they asked; undefined: it did not tell. */
  name: string | undefined;
  enterpriseId: string;
  role: InvitedRole;
  /** The private chat in which they asked. */
  chatId: string;
  dutyChatId: string;
  requestedAt: Date;
  decision: { verdict: Verdict; by: string; name: string | undefined; at: Date } | undefined;
};
export type Verdict = "confirmed" | "rejected";

type Row = Omit<BindingRequest, "name" | "decision"> & {
  name: string | null;
  verdict: Verdict | null;
  decidedBy: string | null;
  decidedName: string | null;
  decidedAt: Date | null;
};

const COLUMNS = `id::text as id, open_id as "openId", name, enterprise_id::text as "enterpriseId", role, chat_id as "chatId",
  duty_chat_id as "dutyChatId", requested_at as "requestedAt", verdict, decided_by as "decidedBy", decided_name as "decidedName",
  decided_at as "decidedAt"`;

/**
 * Undefined: they wait for an answer already. A request whose duty chat is that of its district no longer goes to the one that is, and
 * waits there; the card in the old one decides nothing any more.
 */
export async function openBindingRequest(
  db: Db,
  request: Omit<BindingRequest, "id" | "requestedAt" | "decision">,
  now: Date,
): Promise<BindingRequest | undefined> {
  const { openId, name, enterpriseId, role, chatId, dutyChatId } = request;
  const { rows } = await db.query<Row>(
    `insert into binding_requests (open_id, name, enterprise_id, role, chat_id, duty_chat_id, requested_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (open_id, enterprise_id) where verdict is null do update
     set name = coalesce(excluded.name, binding_requests.name), role = excluded.role, chat_id = excluded.chat_id,
         duty_chat_id = excluded.duty_chat_id, requested_at = excluded.requested_at
     where binding_requests.duty_chat_id <> excluded.duty_chat_id
     returning ${COLUMNS}`,
    [openId, name ?? null, enterpriseId, role, chatId, dutyChatId, now],
  );
  return rows[0] && requestOf(rows[0]);
}

export async function findBindingRequest(db: Db, id: string): Promise<BindingRequest | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from binding_requests where id = $1`, [id]);
  return rows[0] && requestOf(rows[0]);
}

/** Undefined: somebody else was faster. */
export async function decideBinding(
  db: Db,
  id: string,
  decision: { verdict: Verdict; by: string; name: string | undefined },
  now: Date,
): Promise<BindingRequest | undefined> {
  const { rows } = await db.query<Row>(
    `update binding_requests set verdict = $2, decided_by = $3, decided_name = $4, decided_at = $5
     where id = $1 and verdict is null returning ${COLUMNS}`,
    [id, decision.verdict, decision.by, decision.name ?? null, now],
  );
  return rows[0] && requestOf(rows[0]);
}

function requestOf({ name, verdict, decidedBy, decidedName, decidedAt, ...row }: Row): BindingRequest {
  const isDecided = verdict !== null && decidedBy !== null && decidedAt !== null;
  return {
    ...row,
    name: name ?? undefined,
    decision: isDecided ? { verdict, by: decidedBy, name: decidedName ?? undefined, at: decidedAt } : undefined,
  };
}
