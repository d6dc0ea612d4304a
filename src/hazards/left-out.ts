import { type Clause, COMMA } from "./clauses.ts";
import { cuesIn, isDenial } from "./cues.ts";
import type { Said } from "./descriptions.ts";
import type { Frame } from "./frame.ts";
import type { HazardLexicon } from "./lexicon.ts";
import { asks, isFine, orders, pleads } from "./tone.ts";

/**
 * Whether a clause tells nothing of a hazard that exists now: orders, what is fine or was taken back, what is imagined, asked,
 * announced, promised. In an emergency only the first three count: nothing that was cried out is thrown away.
 */
export function isLeftOut(index: number, said: Said, lexicon: HazardLexicon): boolean {
  const clause = said.clauses[index];
  if (!clause || orders(clause.text, lexicon) || isGood(clause, said, lexicon) || isTakenBack(index, said, lexicon)) return true;
  if (said.isEmergency) return false;
  return isUnreal(said.frames[index]) || isAsked(clause, said, lexicon) || isAdvice(clause, said, lexicon) || isPromise(clause, lexicon);
}

export function isUnreal(frame: Frame | undefined): boolean {
  return frame !== undefined && (frame.hypothetical || frame.elsewhere || frame.drill || frame.story);
}

function isGood(clause: Clause, { clauses }: Said, lexicon: HazardLexicon): boolean {
  return isFine(clause, clauses, lexicon) || isDenial(clause, lexicon);
}

/** 「刚才讲冒烟是我看花眼」 takes back what was said up to there; what comes after is looked at by itself, unless it explains. */
function isTakenBack(index: number, { clauses }: Said, { emergencies }: HazardLexicon): boolean {
  const texts = clauses.map(({ text }) => text);
  if (texts.some((text) => emergencies.still.test(text))) return false;
  const last = texts.findLastIndex((text) => emergencies.retracts.test(text));
  return index <= last || (last >= 0 && EXPLAINS.test(texts[index] ?? ""));
}

const EXPLAINS = /^(?:那|只|就|原来|其实|并)*(?:不?是|没有?)(?!.{0,4}[楼号街路镇店])/u;
const HAPPENED = /[了着]/u;

/** 「严禁占用消防通道」 is said to everybody and of nowhere; 「重点看气瓶」 tells what a visit is about. */
function isAdvice({ text }: Clause, { clauses, isNamed }: Said, { kinds }: HazardLexicon): boolean {
  if (HAPPENED.test(text)) return false;
  const whole = clauses.map((clause) => clause.text).join(COMMA);
  if (kinds.notice.test(whole)) return true;
  if (kinds.visit.test(whole) && (kinds.visit.test(text) || kinds.bidding.test(text))) return true;
  return !isNamed && kinds.advice.test(text) && !kinds.pleas.test(text);
}

/** 「我去把报警器关了」 promises no good. */
function isPromise({ text }: Clause, { kinds, cues }: HazardLexicon): boolean {
  return kinds.promises.test(text) && !cues.disabled.test(text);
}

/** Asked about, not told. 「煤气罐放在过道了可以吗，阿强牛肉馆」 does both. */
function isAsked(clause: Clause, said: Said, lexicon: HazardLexicon): boolean {
  if (asksForApproval(said, lexicon)) return isPlainQuestion({ ...clause, text: factIn(clause.text, lexicon), asked: false }, lexicon);
  if (!said.isNamed && !said.hasPhoto) return said.clauses.some((other) => isPlainQuestion(other, lexicon));
  if (!isPlainQuestion(clause, lexicon)) return false;
  return lexicon.kinds.asks_count.test(clause.text) || !(HAPPENED.test(clause.text) && cuesIn(clause, lexicon).whole);
}

/** 「看到有人占消防通道，走什么渠道反映」 pleads by its words and asks all the same. */
function isPlainQuestion(clause: Clause, lexicon: HazardLexicon): boolean {
  if (!asks(clause, lexicon)) return false;
  return !pleads(clause, lexicon) || (lexicon.kinds.asks_rule.test(clause.text) && !HAPPENED.test(clause.text));
}

/** 「请问福满多超市营业时把疏散门锁起来，这样允许吗」: the opinion is asked, the fact is told. */
function asksForApproval({ clauses, isNamed }: Said, { kinds }: HazardLexicon): boolean {
  const told = clauses.filter(({ text }) => !kinds.approval.test(text));
  const isAsked = told.length < clauses.length || told.some(({ text }) => kinds.approval_tail.test(text) && DONE_TO.test(text));
  return isAsked && (isNamed || told.some(({ text }) => kinds.pointed.test(text)));
}

/** 「把灭火器锁起来合规吗」: somebody does it. */
const DONE_TO = /[把被给]|这样/u;

function factIn(text: string, { kinds }: HazardLexicon): string {
  if (kinds.approval.test(text)) return text;
  const told = text.replace(kinds.courteous_opening, "");
  return DONE_TO.test(told) ? told.replace(kinds.approval_tail, "") : told;
}
