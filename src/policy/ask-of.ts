import { type Ask, askIn } from "./asks.ts";
import { cadencesIn } from "./cadence.ts";
import { plainOf } from "./normalise.ts";
import type { Term } from "./terms.ts";
import type { UnderstandNeeds } from "./understand.ts";

/**
 * What a question wants, its cues weighed against what it speaks of: 「这个三年行动年底就到头了吗」 names the plan and its end, and
 * nothing in it, so it asks how long the plan holds; 「检查计划谁制定」 asks for no issuer.
 */
export function askOf(
  plain: string,
  { terms, isPresumed }: { terms: readonly Term[]; isPresumed: boolean },
  { lexicon, documents }: UnderstandNeeds,
): Ask {
  if (asksForCadence(plain)) return "how_often";
  const content = terms.filter(({ text }) => !lexicon.ends.test(text) && !PLAN_ITSELF.test(text));
  const titles = documents.map(({ title }) => plainOf(title));
  const names = [...titles, ...documents.map(({ issuer }) => plainOf(issuer ?? ""))];
  const things = content.filter(({ text, kind }) => kind === "thing" && !names.some((name) => name.includes(text)));
  const cued = askIn(plain, lexicon.asks);
  const asking = lexicon.asks.find((one) => one.ask === cued && one.cues.test(plain))?.cues.exec(plain)?.[0] ?? "";
  // 「食品过期」, 「买什么号」: nobody speaks of a plan there.
  const isElsewhere = ONLY_OF_PLANS.includes(cued) && !PLAN.test(plain);
  const isBeside = things.some(({ text }) => !asking.includes(text) && (isElsewhere || lexicon.synonyms.has(text)));
  const ask =
    isBeside && OF_DOCUMENT.includes(cued) && !lexicon.cited.test(plain)
      ? askIn(
          plain,
          lexicon.asks.filter((one) => !OF_DOCUMENT.includes(one.ask)),
        )
      : cued;
  const isOfPlan = titles.some((title) => content.every(({ text }) => title.includes(text)));
  if (isOfPlan && (content.length > 0 || PLAN.test(plain)) && lexicon.ends.test(plain) && ENDING_ASKS.includes(ask)) return "validity";
  return isPresumed && ask === "content" ? "when" : ask;
}

/** Their cues are said of other things, too. */
const OF_DOCUMENT: readonly Ask[] = ["validity", "issuer", "document_date", "document_number", "document_title"];
const ONLY_OF_PLANS: readonly Ask[] = ["validity", "document_number"];

/** 「一季度一次还是半年一次」 */
function asksForCadence(plain: string): boolean {
  return plain.includes(OR) && cadencesIn(plain).length > 1;
}

const OR = "还是";
/** Says which kind of document, and nothing in it. */
const PLAN_ITSELF = /^(?:红头|发文|字号|文|计划|方案|行动|文件|规划|通知|规定|办法|三年)+$/u;
const PLAN = /文|方案|计划(?!检查)|行动|文件|规划|通知|规定|办法|这份|那份|条例|细则|标准(?!化)|三年/u;
const ENDING_ASKS: readonly Ask[] = ["content", "when", "which_day", "due", "how_long", "list", "how_often"];

/** The offices that a question offers to choose from are no topic, unless it has no other. */
export function withoutOffices(terms: readonly Term[], plain: string): readonly Term[] {
  const named = [...plain.matchAll(OFFICE)].map(([office]) => office);
  const rest = terms.filter(({ text }) => !UNIT.test(text) && !named.some((office) => office.includes(text)));
  return rest.length > 0 ? rest : terms;
}

const UNIT = /[股科室办局队]$/u;
const OFFICE = /\p{Script=Han}{2,4}[股科](?!技|学|目)/gu;
