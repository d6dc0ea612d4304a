import type { Db } from "../storage/db.ts";
import type { Cluster } from "./cluster.ts";

/** The only file that touches the table hazard_clusters: which clusters were proposed for a notice, and with which figures. */

export type ProposedCluster = Cluster & { id: string };

const COLUMNS = `id::text as id, district, industry, topic, cases, enterprises, first_day::text as "firstDay", last_day::text as "lastDay"`;

/**
 * Notes a proposal, unless one for the same district, industry and topic was made since `quietSince`.
 * @returns undefined: there was one
 */
export async function proposeOnce(
  tx: Db,
  cluster: Cluster,
  { now, quietSince }: { now: Date; quietSince: Date },
): Promise<ProposedCluster | undefined> {
  const { district, industry, topic, cases, enterprises, firstDay, lastDay } = cluster;
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [`cluster/${district}/${industry}/${topic}`]);
  const { rows } = await tx.query<ProposedCluster>(
    `insert into hazard_clusters (district, industry, topic, cases, enterprises, first_day, last_day, proposed_at)
     select $1, $2, $3, $4, $5, $6, $7, $8
     where not exists (select 1 from hazard_clusters
                       where district = $1 and industry = $2 and topic = $3 and proposed_at > $9)
     returning ${COLUMNS}`,
    [district, industry, topic, cases, enterprises, firstDay, lastDay, now, quietSince],
  );
  return rows[0];
}

export async function findCluster(db: Db, id: string): Promise<ProposedCluster | undefined> {
  const { rows } = await db.query<ProposedCluster>(`select ${COLUMNS} from hazard_clusters where id = $1`, [id]);
  return rows[0];
}
