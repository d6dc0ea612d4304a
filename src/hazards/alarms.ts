import type { Recipient } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import type { EmergencyKind } from "../texts/hazards.ts";

/** The only file that touches the table hazard_alarms: emergencies, each raised again until somebody on duty has taken it. */

/** What those on duty must know at once. JSON-safe. */
export type AlarmFacts = {
  /** The words of whoever raised it. */
  words: string;
  enterprise?: string | undefined;
  place?: string | undefined;
  /** Of units: the town that it belongs to, as registered. */
  townId?: string | undefined;
  /** Undefined: not known, or kept to oneself. */
  reporterName?: string | undefined;
  /** The name of the group; undefined: in private. */
  chatName?: string | undefined;
  /** What was said, to answer below it. Undefined: it came by another way. */
  message?: { messageId: string; chatId: string } | undefined;
};

/** A message about the alarm: the key under which it stands in the outbox, and whom it goes to. `isOpen`: among outsiders, without names. */
export type Told = { key: string; to: Recipient; isOpen?: boolean };

export type Alarm = {
  id: string;
  eventId: string;
  kind: EmergencyKind;
  said: AlarmFacts;
  district: string | undefined;
  /** The case, once it stands. */
  hazardId: string | undefined;
  rounds: number;
  told: readonly Told[];
  raisedAt: Date;
  /** When it is raised again. */
  nextAt: Date;
  taken: { by: string; name: string | undefined; at: Date } | undefined;
};

type Row = Omit<Alarm, "district" | "hazardId" | "taken"> & {
  district: string | null;
  hazardId: string | null;
  takenBy: string | null;
  takenName: string | null;
  takenAt: Date | null;
};

const COLUMNS = `id::text as id, event_id as "eventId", kind, said, district, hazard_id as "hazardId", rounds, told, raised_at as "raisedAt", next_at as "nextAt",
  taken_by as "takenBy", taken_name as "takenName", taken_at as "takenAt"`;

/** Undefined: this event raised one before. */
export async function insertAlarm(
  db: Db,
  alarm: Pick<Alarm, "eventId" | "kind" | "said" | "district"> & { nextAt: Date },
  now: Date,
): Promise<Alarm | undefined> {
  const { rows } = await db.query<Row>(
    `insert into hazard_alarms (event_id, kind, said, district, rounds, told, raised_at, next_at) values ($1, $2, $3, $4, 1, '[]', $5, $6)
     on conflict (event_id) do nothing
     returning ${COLUMNS}`,
    [alarm.eventId, alarm.kind, JSON.stringify(alarm.said), alarm.district ?? null, now, alarm.nextAt],
  );
  return rows[0] && alarmOf(rows[0]);
}

export async function findAlarm(db: Db, id: string): Promise<Alarm | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from hazard_alarms where id = $1`, [id]);
  return rows[0] && alarmOf(rows[0]);
}

/** The alarm that the message raised, if it raised one. */
export async function alarmRaisedBy(db: Db, eventId: string): Promise<Alarm | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from hazard_alarms where event_id = $1`, [eventId]);
  return rows[0] && alarmOf(rows[0]);
}

/** Notes where it has been told. */
export async function noteTold(db: Db, id: string, told: readonly Told[]): Promise<void> {
  await db.query(`update hazard_alarms set told = told || $2::jsonb where id = $1`, [id, JSON.stringify(told)]);
}

export async function bindAlarm(db: Db, eventId: string, hazardId: string): Promise<void> {
  await db.query(`update hazard_alarms set hazard_id = $2 where event_id = $1`, [eventId, hazardId]);
}

/** The alarm of this message names nobody any more. Undefined: it raised none. */
export async function forgetReporter(db: Db, eventId: string): Promise<Alarm | undefined> {
  const { rows } = await db.query<Row>(`update hazard_alarms set said = said - 'reporterName' where event_id = $1 returning ${COLUMNS}`, [
    eventId,
  ]);
  return rows[0] && alarmOf(rows[0]);
}

/** Those that nobody has taken. */
export async function standingAlarms(db: Db): Promise<Alarm[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from hazard_alarms where taken_at is null order by hazard_alarms.id`);
  return rows.map(alarmOf);
}

/** How many of each kind nobody has taken. */
export async function countStandingAlarms(db: Db): Promise<{ kind: EmergencyKind; count: number }[]> {
  const { rows } = await db.query<{ kind: EmergencyKind; count: number }>(
    `select kind, count(*)::int as count from hazard_alarms where taken_at is null group by kind`,
  );
  return rows;
}

/** The next round of an alarm. Undefined: another process was first, or somebody has taken it. */
export async function nextRound(db: Db, { id, rounds }: Alarm, nextAt: Date): Promise<Alarm | undefined> {
  const { rows } = await db.query<Row>(
    `update hazard_alarms set rounds = rounds + 1, next_at = $3 where id = $1 and rounds = $2 and taken_at is null returning ${COLUMNS}`,
    [id, rounds, nextAt],
  );
  return rows[0] && alarmOf(rows[0]);
}

/** Undefined: somebody had taken it before. */
export async function takeAlarm(
  db: Db,
  id: string,
  by: { openId: string; name: string | undefined },
  now: Date,
): Promise<Alarm | undefined> {
  const { rows } = await db.query<Row>(
    `update hazard_alarms set taken_by = $2, taken_name = $3, taken_at = $4 where id = $1 and taken_at is null returning ${COLUMNS}`,
    [id, by.openId, by.name ?? null, now],
  );
  return rows[0] && alarmOf(rows[0]);
}

function alarmOf({ district, hazardId, takenBy, takenName, takenAt, ...row }: Row): Alarm {
  return {
    ...row,
    district: district ?? undefined,
    hazardId: hazardId ?? undefined,
    taken: takenBy === null || takenAt === null ? undefined : { by: takenBy, name: takenName ?? undefined, at: takenAt },
  };
}
