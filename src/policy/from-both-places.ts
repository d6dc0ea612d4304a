import { texts } from "../texts/policy.ts";
import type { Inquiry } from "./answer.ts";
import { answered, type Draft, type Statement, statementOf } from "./compose.ts";
import { type Asked, find } from "./find.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import type { Unit } from "./units.ts";

/** 「正文和任务表写得一样吗」: what the text says and what the table says, side by side. Undefined where one of them is silent. */
export function fromBothPlaces({ documents, asOf }: Inquiry, units: readonly Unit[], asked: Asked): Draft | undefined {
  const statements = documents.flatMap((document): Statement[] => {
    const of = (kind: Unit["kind"], speaksOfTable: boolean, isIt: (unit: Unit) => boolean) => {
      const finding = find(
        document,
        units.filter((unit) => unit.kind === kind && isIt(unit)),
        { ...asked, understood: { ...asked.understood, speaksOfTable, ask: WORDING } },
      );
      return finding.answers ? statementOf({ ...finding, ranked: finding.ranked.slice(0, 1) }, asked, asOf) : undefined;
    };
    const text = of("clause", false, () => true);
    const table =
      text &&
      of(
        "row",
        true,
        closestTo(
          text.lead,
          units.filter((unit) => unit.kind === "row" && unit.passage.documentId === document.id),
        ),
      );
    if (!text || !table) return [];
    const same = comparable(text.lead) === comparable(table.lead);
    const lead = texts.bothPlaces({ text: text.lead, table: table.lead, same });
    return [{ document, lead, citations: [...text.citations, ...table.citations] }];
  });
  return statements.length > 0 ? answered(statements, asOf, statements.length > 1) : undefined;
}

/** The row that says most of what the text says: a table takes the text's points one by one. */
function closestTo(lead: string, rows: readonly Unit[]): (unit: Unit) => boolean {
  const said = comparable(lead);
  const pairs = Array.from({ length: Math.max(0, said.length - 1) }, (_, at) => said.slice(at, at + 2));
  const likeness = ({ bare }: Unit) => pairs.filter((pair) => bare.includes(pair)).length;
  const most = Math.max(0, ...rows.map(likeness));
  return (unit) => likeness(unit) === most;
}

/** The wording itself is compared, whatever of it was asked for. */
const WORDING = "content";

function comparable(lead: string): string {
  return withoutMarks(plainOf(lead));
}
