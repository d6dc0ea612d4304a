import type { Db } from "../storage/db.ts";

/** The only file that touches the table monitoring_alarms: what monitoring systems have told, each alarm once. */

export type DeviceAlarmRow = {
  system: string;
  /** Idempotency key of the system's own. */
  key: string;
  /** sha256 of what was sent, in hex. */
  bodyHash: string;
  device: string;
  hazardId: string;
  joined: boolean;
  noticedAt: Date;
};

/**
 * Has the alarms of a system wait for each other until the transaction ends, so that two of one device, or one sent twice at the same
 * moment, see each other.
 */
export async function holdSystem(tx: Db, system: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`monitoring/${system}`]);
}

export async function findDeviceAlarm(
  db: Db,
  { system, key }: Pick<DeviceAlarmRow, "system" | "key">,
): Promise<DeviceAlarmRow | undefined> {
  const { rows } = await db.query<DeviceAlarmRow>(
    `select system, key, body_hash as "bodyHash", device, hazard_id as "hazardId", joined, noticed_at as "noticedAt"
     from monitoring_alarms where system = $1 and key = $2`,
    [system, key],
  );
  return rows[0];
}

export async function insertDeviceAlarm(tx: Db, alarm: DeviceAlarmRow, now: Date): Promise<void> {
  const { system, key, bodyHash, device, hazardId, joined, noticedAt } = alarm;
  await tx.query(
    `insert into monitoring_alarms (system, key, body_hash, device, hazard_id, joined, noticed_at, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [system, key, bodyHash, device, hazardId, joined, noticedAt, now],
  );
}

/** The case to which the latest alarm of a device belongs that came at or after `since`; undefined: it was quiet. */
export async function caseOfDevice(
  db: Db,
  { system, device, since }: { system: string; device: string; since: Date },
): Promise<string | undefined> {
  const { rows } = await db.query<{ hazardId: string }>(
    `select hazard_id as "hazardId" from monitoring_alarms
     where system = $1 and device = $2 and received_at >= $3 order by received_at desc, hazard_id desc limit 1`,
    [system, device, since],
  );
  return rows[0]?.hazardId;
}

/** Every alarm that became this case or was added to it. */
export async function alarmsOfCase(db: Db, hazardId: string): Promise<Pick<DeviceAlarmRow, "system" | "key">[]> {
  const { rows } = await db.query<Pick<DeviceAlarmRow, "system" | "key">>(
    `select system, key from monitoring_alarms where hazard_id = $1`,
    [hazardId],
  );
  return rows;
}
