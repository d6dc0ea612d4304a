/** What is to be done, in the document's own words: without who, by when, and 要/应/须. */
import { type Performer, subjectOf, withoutSubject } from "./subject.ts";

const MODAL = /^(?:要|应当|应该|应|须|必须|需要?|请|力争|确保)+(?!急)/u;
const EMPTY_LEAD = /^[，、：:的]+/u;

/** @param stated  the words that tell the date or the frequency */
export function datedDuty(phrases: readonly string[], stated: string, performer: Performer | undefined): string {
  const spoken = phrases.map((plain, index) => {
    const undated = stated ? plain.replace(stated, "") : plain;
    const told = toldBy(undated, performer, index);
    return index === 0 || undated !== plain ? trimmed(told) : told;
  });
  const duty = spoken.filter((phrase) => phrase.length > 1 && !TERM_ONLY.test(phrase)).join(COMMA);
  // 「安全例会一季一开」: without its frequency nothing would be said of the meeting.
  const isHabit = stated !== "" && duty.length < SAYS_ENOUGH && phrases.at(-1)?.endsWith(stated);
  return duty === "" || isHabit ? phrases.join(COMMA) : duty;
}

const SAYS_ENOUGH = 6;
const COMMA = "，";
const TERM_ONLY = /^期满[^，]{0,6}后$/u;

/** Only the performer's own name is left out: another subject tells who does the rest. */
function toldBy(plain: string, performer: Performer | undefined, index: number): string {
  if (performer?.isPivot && plain.includes(performer.name)) return afterName(plain, performer.name);
  const subject = subjectOf(plain);
  return index === 0 || subject === undefined || subject === performer?.name ? withoutSubject(plain) : plain;
}

function afterName(plain: string, name: string): string {
  return plain.slice(plain.indexOf(name) + name.length);
}

function trimmed(text: string): string {
  return text.replace(EMPTY_LEAD, "").replace(MODAL, "").replace(EMPTY_LEAD, "");
}
