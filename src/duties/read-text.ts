/** The duties that a text tells: a clause, or the task of a table's row. */
import { datedDuty } from "./duty-words.ts";
import type { Finding } from "./finding.ts";
import { type PhrasedSentence, phrasedSentences } from "./phrases.ts";
import { type Run, runsOf } from "./runs.ts";
import { isBareSubject, performerIn, subjectOf } from "./subject.ts";

export type Reading = {
  clause: string;
  /** Where the text's own words begin: after its number. */
  from: number;
  /** Of the document's issue, for days that are written without one. */
  year: number | undefined;
  /** The heading that the text repeats; it is no sentence of its own. */
  heading: string | undefined;
};

export function readFindings(body: string, reading: Reading): Finding[] {
  const findings: Finding[] = [];
  let context: string | undefined;
  const sentences = phrasedSentences(body, reading.from);
  for (const [index, sentence] of sentences.entries()) {
    const runs = runsOf(sentence, reading);
    if (index === 0 && sentences.length > 1 && isHeading(sentence, reading) && !runs.some(tellsTime)) continue;
    for (const run of runs) findings.push(...findingsOf(body, { sentence, run, context, clause: reading.clause }));
    context = sentenceSubject(sentence, sentence.phrases.length - 1) ?? context;
  }
  return findings;
}

const SENTENCE_END = /[。；]$/u;

/** The first sentence of a point is mostly its heading, and repeats what follows. */
function isHeading({ text }: PhrasedSentence, { heading }: Reading): boolean {
  return heading?.includes(text.replace(SENTENCE_END, "")) ?? false;
}

function tellsTime({ cue: { recurrence } }: Run): boolean {
  return recurrence.kind === "periodic" || recurrence.kind === "dated";
}

type Place = { sentence: PhrasedSentence; run: Run; context: string | undefined; clause: string };

/** One for each frequency; 「甲、乙分别按照每季度、每月的频次」 gives each its own. */
function findingsOf(body: string, place: Place): Finding[] {
  const { run } = place;
  const finding = findingOf(body, place);
  const cues = [run.cue, ...run.more];
  const names = finding.performer?.name.split(LIST_SIGN) ?? [];
  const isShared = names.length === cues.length && run.phrases.some(({ plain }) => RESPECTIVELY.test(plain));
  return cues.map(({ recurrence, inferred }, index) => {
    const name = isShared ? names[index] : undefined;
    const performer = name && finding.performer ? { ...finding.performer, name } : finding.performer;
    return index === 0 && !isShared ? finding : { ...finding, recurrence, inferred, performer };
  });
}

const RESPECTIVELY = /分别/u;

function findingOf(body: string, { sentence, run, context, clause }: Place): Finding {
  const { cue, phrases, at } = run;
  const [first] = phrases;
  const last = phrases.at(-1);
  const anchor = phrases[at];
  // 「每月25日前各街道报送」: the subject may follow its date.
  const own = anchor && performerIn(anchor.plain.startsWith(cue.stated) ? anchor.plain.slice(cue.stated.length) : anchor.plain);
  const index = anchor ? sentence.phrases.indexOf(anchor) : 0;
  const stated = own?.name ?? sentenceSubject(sentence, index);
  const names = own && !own.isPivot ? withBareSubjects(sentence, index, own.name) : (stated ?? laterSubject(run));
  const around = names ? { name: names, basis: "stated" as const } : context && { name: context, basis: "context" as const };
  const performer = own ?? (names ? { name: names, isPivot: false } : undefined);
  return {
    source: { clause, quote: body.slice(first?.start, last?.end) },
    duty: datedDuty(
      phrases.map(({ plain }) => plain),
      run.more.length > 0 ? "" : cue.stated,
      performer,
    ),
    performer: around || undefined,
    responsible: undefined,
    recurrence: cue.recurrence,
    inferred: run.delayYears > 0 ? [...cue.inferred, "counted_start"] : cue.inferred,
    delayYears: run.delayYears,
  };
}

/** 「发生事故的，企业应当在1小时内报告」 */
function laterSubject({ cue, phrases }: Run): string | undefined {
  if (cue.recurrence.kind !== "event") return undefined;
  return phrases.map(({ plain }) => subjectOf(plain)).find(Boolean);
}

/** The subject that holds at a phrase: its own, or the nearest before it, with names that a comma parts from it. */
function sentenceSubject({ phrases }: Pick<PhrasedSentence, "phrases">, index: number): string | undefined {
  for (let at = index; at >= 0; at -= 1) {
    const subject = subjectOf(phrases[at]?.plain ?? "");
    if (subject) return withBareSubjects({ phrases }, at, subject);
  }
  return undefined;
}

/** 「各乡镇（街道）企业办，局相关股室要……」: the names before the comma are told the same. */
function withBareSubjects({ phrases }: Pick<PhrasedSentence, "phrases">, at: number, subject: string): string {
  const names = [subject];
  for (let before = at - 1; before >= 0 && isBareSubject(phrases[before]?.plain ?? ""); before -= 1) {
    names.unshift(phrases[before]?.plain ?? "");
  }
  return names.join(LIST_SIGN);
}

const LIST_SIGN = "、";
