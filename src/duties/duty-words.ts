/** What is to be done, in the document's own words: without who, by when, and 要/应/须. */
import { type Performer, withoutSubject } from "./subject.ts";

const MODAL = /^(?:要|应当|应该|应|须|必须|需要?|请|力争|确保)+(?!急)/u;
const EMPTY_LEAD = /^[，、：:的]+/u;

/** @param stated  the words that tell the date or the frequency */
export function datedDuty(phrases: readonly string[], stated: string, performer: Performer | undefined): string {
  const spoken = phrases.map((plain, index) => {
    const undated = stated ? plain.replace(stated, "") : plain;
    const told = performer?.isPivot && undated.includes(performer.name) ? afterName(undated, performer.name) : withoutSubject(undated);
    return index === 0 || undated !== plain ? trimmed(told) : told;
  });
  return spoken.filter((phrase) => phrase.length > 1 && !TERM_ONLY.test(phrase)).join(COMMA) || phrases.join(COMMA);
}

const COMMA = "，";
const TERM_ONLY = /^期满[^，]{0,6}后$/u;

function afterName(plain: string, name: string): string {
  return plain.slice(plain.indexOf(name) + name.length);
}

function trimmed(text: string): string {
  return text.replace(EMPTY_LEAD, "").replace(MODAL, "").replace(EMPTY_LEAD, "");
}
