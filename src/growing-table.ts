import { addDays, type Clock, type Day, dayOf, startOfDay } from "./clock.ts";

/** From `from` on, and before `until`. */
export type Span = { from: Date; until: Date };

const BEGINNING = new Date(0);
/** Later than anything that is written down. */
const END = new Date("9999-01-01T00:00:00Z");

/**
 * Sums of a table whose rows are never deleted, without reading all of it each time: what lies before yesterday (in Shanghai) is read
 * once a day, the rest by the index on its time. A row that is written down for a day further back is counted from the next day on.
 * @returns rows of both stretches: whoever adds them up has the sums of the whole table, and they never go down
 */
export function growingTable<Row>(read: (span: Span) => Promise<readonly Row[]>, now: Clock): () => Promise<Row[]> {
  let past: { day: Day; rows: Promise<readonly Row[]> } | undefined;

  function rowsBefore(day: Day): Promise<readonly Row[]> {
    if (past?.day === day) return past.rows;
    const rows = read({ from: BEGINNING, until: startOfDay(day) });
    past = { day, rows };
    rows.catch(() => {
      if (past?.rows === rows) past = undefined;
    });
    return rows;
  }

  return async () => {
    const yesterday = addDays(dayOf(now()), -1);
    // One after the other: an embedded database has one connection, and others want it, too.
    return [...(await rowsBefore(yesterday)), ...(await read({ from: startOfDay(yesterday), until: END }))];
  };
}
