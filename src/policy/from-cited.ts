import { heldPassagesOf } from "../knowledge/held-index.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/policy.ts";
import type { Inquiry } from "./answer.ts";
import type { Ask } from "./asks.ts";
import { type CitedDocument, citedAsked, citedDocuments } from "./cited.ts";
import { answered, cite, clarify, type Draft, notFound, type Statement, silent } from "./compose.ts";
import { corpusOf } from "./corpus.ts";
import { districtsOf, withoutDistricts } from "./district.ts";
import { lexicon } from "./lexicon.ts";
import { isNumbered } from "./paper-number.ts";
import type { Term } from "./terms.ts";
import type { Understood } from "./understand.ts";

/** Names and numbers of the documents that a plan rests on: not those of the plan itself. Undefined when none is asked for. */
export async function fromCited(needs: { db: Db }, { understood, documents, asOf }: Inquiry): Promise<Draft | undefined> {
  const plain = withoutDistricts(understood.plain, districtsOf(documents));
  if (understood.ask === "basis" && !SPEAKS_OF_DOCUMENT.test(plain)) return undefined;
  const mayName = NAMED_ASKS.includes(understood.ask) && SPEAKS_OF_NUMBER.test(plain);
  if (!CITED_ASKS.includes(understood.ask) && !mayName) return undefined;
  // The text gives their numbers, and nothing else of them.
  if (lexicon().cited.test(plain) && DAY_ASKED.test(plain))
    return notFound(documents.map(silent), { ...understood, ask: "document_date" }, asOf);
  const statements = await Promise.all(
    documents.map(async (document): Promise<Statement | undefined> => {
      const units = await corpusOf(needs.db).units((await heldPassagesOf(needs.db, document.id)).filter(({ kind }) => kind === "clause"));
      const cited = citedDocuments(units);
      const byNumber = cited.filter(({ number }) => isNumbered(plain, number, document.number ?? ""));
      const byWords =
        !mayName && asksForBasis(plain, understood, cited)
          ? citedAsked(cited, plain.replace(lexicon().both, ""), withoutUpward(understood))
          : [];
      const meant = byNumber.length > 0 ? byNumber : byWords;
      if (meant.length === 0) return undefined;
      const quotes = new Map(meant.map(({ unit }) => [unit.text, cite(unit.passage, unit.text, document, asOf)]));
      return { document, lead: texts.citedDocuments(meant), citations: [...quotes.values()] };
    }),
  );
  const known = statements.filter((statement) => statement !== undefined);
  if (known.length === 0) return undefined;
  const districts = districtsOf(known.map(({ document }) => document));
  if (districts.length > 1 && !understood.compares) return clarify(districts);
  return answered(known, asOf, districts.length > 1);
}

/** 「方案是照上面哪个文件定的」; 「罚款是照哪个文件定的」 asks for no basis of the plan. */
function asksForBasis(plain: string, { ask, terms }: Understood, cited: readonly CitedDocument[]): boolean {
  if (ask !== "basis") return lexicon().cited.test(plain);
  const isBeside = ({ text, kind }: Term) =>
    kind === "thing" &&
    !OF_LEVEL.test(text) &&
    !PAPER.test(text) &&
    !lexicon().cited.test(text) &&
    !cited.some(({ name }) => name.includes(text));
  return (lexicon().cited.test(plain) || MODELLED_ON.test(plain)) && !terms.some(isBeside);
}

/** 「上头」 means no office in particular, 「中央、省、市」 several, and 「制定方案」 no name. */
function withoutUpward(understood: Understood): Understood {
  return { ...understood, terms: understood.terms.filter(({ text }) => !UPWARD.test(text) && !PAPER.test(text)) };
}

const UPWARD = /^(?:上[头面边级]|(?:国家|中央|省|市|区|县)+[里级]?)$/u;
const PAPER = /方案|文|通知|规划|制定/u;
const OF_LEVEL = /^(?:国家|中央|省|市|区|县|上|下|两)/u;
const MODELLED_ON = /[照比跟循](?:着|的|哪|什么|啥|上)|[依按]照|上[头面边](?:的)?(?:哪|什么|文|依据)/u;
const SPEAKS_OF_NUMBER = /\d+号(?:文|通知|意见|方案)|[办发委商]发?[〔([]?\d{0,4}[〕)\]]?\d+号/u;
const NAMED_ASKS: readonly Ask[] = ["called", "list", "content", "issuer", "who"];

/** 「贯彻哪些法规」 asks for laws in the text, not for what the plan rests on. */
const SPEAKS_OF_DOCUMENT = /文件|依据|文号|通知|意见|方案|号文|上级|上位/u;
const DAY_ASKED = /哪(?:一)?[天年日]|几月|几号(?=印|发|出|下|签)|何时|什么时(?:候|间)|啥时|日期/u;
const CITED_ASKS: readonly Ask[] = ["document_number", "basis", "document_title"];
