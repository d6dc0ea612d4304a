import { heldPassagesOf } from "../knowledge/held-index.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import type { Inquiry } from "./answer.ts";
import { answered, cite, clarify, type Draft, notFound, type Statement, silent } from "./compose.ts";
import { corpusOf } from "./corpus.ts";
import { districtsOf } from "./district.ts";

/**
 * Whoever asks for number, date or text of the paper by which a group was set up is told that there is none, where the plan says so:
 * 「……领导小组（不再另行发文）」. Undefined when no such paper is asked for.
 */
export async function fromNoPaper(needs: { db: Db }, { understood, documents, asOf }: Inquiry): Promise<Draft | undefined> {
  const groups = groupsIn(understood.plain);
  if (groups.length === 0) return undefined;
  const statements = await Promise.all(
    documents.map(async (document): Promise<Statement | undefined> => {
      const units = await corpusOf(needs.db).units(await heldPassagesOf(needs.db, document.id));
      const saying = units.find(({ plain }) => NONE_ISSUED.test(plain) && groups.some((group) => plain.includes(group)));
      if (!saying) return undefined;
      const lead = texts.sentence(saying.text);
      const wording = { lead, remarks: "", units: [saying] };
      return { document, lead, wording, citations: [cite(saying.passage, saying.text, document, asOf)] };
    }),
  );
  const known = statements.filter((statement) => statement !== undefined);
  // Its number and date are not those of the plan.
  if (known.length === 0) return notFound(documents.map(silent), understood, asOf);
  const districts = districtsOf(known.map(({ document }) => document));
  if (districts.length > 1 && !understood.compares) return clarify(districts);
  return answered(known, asOf, districts.length > 1);
}

const NONE_ISSUED = /不再?(?:另行|单独|另外|专门|另)(?:印发|发文|行文|下文|发通知)/u;
const GROUP = /领导小组|工作小组|工作专班|专班|工作组|指挥部|联席会议|委员会/gu;
/** 「成立的红头文」, 「单独发文」, 「还会再发通知吗」 */
const PAPER = "(?:红头|正式|发)*(?:文件|文号|文(?![明化物旅字])|通知(?!谁|到)|公文|红头)";
const FOUNDING = new RegExp(
  `(?:成立|设立|组建|组成)[^,，]{0,14}?${PAPER}|${PAPER}[^,，]{0,10}(?:成立|设立|组建)|(?:另行|另外|单独|专门|再|另|还会|还要|还得|还)(?:会|要|得|再|专门|单独|正式)*(?:发|下|出|印)(?:一?[个份])?${PAPER}|(?:有|发|下|出)(?:没有|没|过|了|一?[个份])*(?:单独|专门|另外|成立)的?${PAPER}`,
  "u",
);

function groupsIn(plain: string): string[] {
  return FOUNDING.test(plain) ? [...plain.matchAll(GROUP)].map(([group]) => group) : [];
}
