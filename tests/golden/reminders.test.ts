import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { deriveDuties } from "../../src/duties/derive.ts";
import { type Duty, isOver, occurrences, rulesUntil } from "../../src/duties/duty.ts";
import { readLibrary } from "../../src/knowledge/library.ts";

/** The truth, made by hand from the two plans. */
type Reminder = {
  id: string;
  doc: string;
  clause: string;
  table_row: number | null;
  duty: string;
  type: Duty["recurrence"]["kind"] | "unspecified_frequency";
  cadence: { rrule: string | null; dates: string[] | null };
  first_due: string | null;
  "next_due_from_2026-11-21": string | null;
  source_spans: string[];
  "still_in_force_on_2026-11-21": boolean;
  inferred: string | null;
};

const TODAY = "2026-11-21";
const ALWAYS = ["1900-01-01", "2100-12-31"] as const;
const { reminders }: { reminders: Reminder[] } = JSON.parse(readFileSync("tests/golden/reminders.json", "utf8"));

let duties: Duty[];
beforeAll(async () => {
  const { documents } = await readLibrary({ directory: "knowledge" });
  duties = documents.flatMap(deriveDuties);
});

const bare = (text: string) => text.normalize("NFKC").replace(/\s/g, "");

/** 「二、主要任务（五）7」 → 「二(五)7」, 「附件 任务分工表 第18行」 → 「18」. */
function placeOf(clause: string): string {
  const row = /第(\d+)行$/.exec(clause)?.[1];
  return row ?? bare(clause.replace(/^([一二三四五六七八九十]+)、[^（(\s]*/u, "$1"));
}

/** Whether one holds the other, or most of it: a quote may begin or end a phrase earlier. */
function overlaps(quote: string, span: string): boolean {
  const [short, long] = [bare(quote), bare(span)].sort((one, other) => one.length - other.length);
  if (!short || !long) return false;
  const enough = Math.ceil(short.length * 0.6);
  return [...short].some((_, at) => at + enough <= short.length && long.includes(short.slice(at, at + enough)));
}

function isAbout(duty: Duty, { doc, clause, table_row: row, source_spans: spans }: Reminder): boolean {
  if (duty.documentId !== doc) return false;
  const places = [bare(clause), ...(row === null ? [] : [String(row)])];
  return duty.sources.some((source) => places.includes(placeOf(source.clause)) && spans.some((span) => overlaps(source.quote, span)));
}

/** The facts that the golden entry states, of a duty. */
function factsOf(duty: Duty) {
  const { recurrence } = duty;
  const [first] = occurrences(duty, ...ALWAYS);
  const [next] = occurrences(duty, TODAY, ALWAYS[1]);
  return {
    kind: recurrence.kind,
    rules: rulesUntil(duty),
    days: recurrence.kind === "dated" ? recurrence.days : [],
    first: first ?? null,
    next: next ?? null,
    isInferred: duty.inferred.length > 0,
    isInForce: !isOver(duty, TODAY),
  };
}

function meantBy({ type, cadence, inferred, ...reminder }: Reminder) {
  return {
    kind: type === "unspecified_frequency" ? "unspecified" : type,
    rules: cadence.rrule ? [cadence.rrule] : [],
    days: cadence.dates ?? [],
    first: reminder.first_due,
    next: reminder["next_due_from_2026-11-21"],
    isInferred: inferred !== null,
    isInForce: reminder["still_in_force_on_2026-11-21"],
  };
}

describe("the duties of both plans", () => {
  test.each(reminders.map((reminder) => [reminder.id, reminder.duty, reminder] as const))("%s %s", (_, __, reminder) => {
    const found = duties.filter((duty) => isAbout(duty, reminder)).map(factsOf);
    expect(found).toContainEqual(meantBy(reminder));
  });

  test("no duty falls due that the truth does not know", () => {
    const due = duties.flatMap((duty) => occurrences(duty, TODAY, "2027-12-31").map((day) => `${duty.documentId} ${day}`));
    const meant = reminders.flatMap((reminder) => {
      const day = reminder["next_due_from_2026-11-21"];
      return day && day <= "2027-12-31" ? [`${reminder.doc} ${day}`] : [];
    });
    expect(due.toSorted()).toEqual(meant.toSorted());
  });

  test("no word without a frequency gets one, and nothing falls due past its plan", () => {
    const unset = reminders.filter(({ type }) => type === "unspecified_frequency" || type === "event");
    expect(unset.length).toBeGreaterThan(15);
    const dated = duties.filter(({ recurrence }) => recurrence.kind === "periodic" || recurrence.kind === "dated");
    const quotes = dated.map(({ sources }) => sources[0].quote);
    expect(quotes.filter((quote) => /定期|经常性/u.test(quote))).toEqual([]);
    expect(
      dated.filter((duty) => duty.documentId === "luojiang-2024").flatMap((duty) => occurrences(duty, "2027-01-01", "2100-01-01")),
    ).toEqual([]);
  });

  test("every quote stands in its document as it is quoted", async () => {
    const { documents } = await readLibrary({ directory: "knowledge" });
    const bodies = new Map(documents.map(({ document, passages }) => [document.id, passages.map(({ body }) => body)]));
    const pieces = duties.flatMap(({ documentId, sources }) =>
      sources.flatMap(({ quote }) => quote.split("……").map((piece) => ({ documentId, piece }))),
    );
    expect(pieces.filter(({ documentId, piece }) => !bodies.get(documentId)?.some((body) => body.includes(piece)))).toEqual([]);
  });
});
