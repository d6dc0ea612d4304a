/** The only file that touches the table duty_tellings: what administrators were told, each once. */
import type { Db } from "../storage/db.ts";

/** False when it was told before. Belongs into the transaction that tells it. */
export async function claimTelling(db: Db, key: string, now: Date): Promise<boolean> {
  const { rowCount } = await db.query(`insert into duty_tellings (key, told_at) values ($1, $2) on conflict (key) do nothing`, [key, now]);
  return rowCount === 1;
}
