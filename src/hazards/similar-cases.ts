import { type Clock, DAY_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import { type Candidate, findDuplicates } from "./duplicates.ts";
import type { HazardFacts } from "./hazard.ts";
import { casesAround } from "./ledger.ts";
import { casesShowing, findPhotos, looksOf } from "./photos.ts";

/** How long after its end a case counts as having come back, rather than as a new one. */
const RECENT_MS = 90 * DAY_MS;
/** Around a busy place the latest are looked at. */
const CASES_MAX = 200;

/** The cases that a draft may repeat, the likeliest first: to be shown to whoever reports, before anything is recorded. */
export async function similarCases(
  { db, now }: { db: Db; now: Clock },
  draft: { facts: HazardFacts; photoIds: readonly string[] },
): Promise<Candidate[]> {
  const photos = await findPhotos(db, draft.photoIds);
  const ids = await casesShowing(
    db,
    photos.map(({ originalSha256 }) => originalSha256),
  );
  const closedSince = new Date(now().getTime() - RECENT_MS);
  const cases = await casesAround(db, { ...draft.facts, ids }, { closedSince, limit: CASES_MAX });
  const looks = await looksOf(
    db,
    cases.map(({ id }) => id),
  );
  return findDuplicates(
    { facts: draft.facts, looks: photos },
    cases.map((hazard) => ({ hazard, looks: looks.filter(({ hazardId }) => hazardId === hazard.id) })),
  );
}
