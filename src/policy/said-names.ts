import { lexicon } from "./lexicon.ts";

/** Names in a sentence: documents, what stands in quotation marks, numbers of documents, places, offices, words of another alphabet. */

const TITLES = /《[^《》]{2,80}》/gu;
const QUOTED = /[“"「『]([^“”"「」『』]{1,60})[”"」』]/gu;
const DOCUMENT_NUMBER = /[\p{Script=Han}]{2,10}[〔[(［]\d{4}[〕\])］]\d{1,5}号/gu;
const LATIN = /[a-z][a-z\d.-]*/gu;
const OFFICE =
  /领导小组|办公室|委员会|安委会|安委办|办事处|工作专班|企业办|派出所|[\p{Script=Han}]{2}(?:(?<![格结布全大])局|股|(?<![学本专])科(?![技学])|(?<![带排组])队|厅|(?<!部)署|(?<!国务)院|委(?![托派员]))/gu;
/** Of an office's name, that much must stand in the clause as it is written. */
const OFFICE_END = 3;

/** Whether every name in `said` stands in `near`, or, where it names the document, in `heading`. */
export function namesTheSame(said: string, { near, heading }: { near: string; heading: string }): boolean {
  const anywhere = `${near} ${heading}`;
  return (
    matches(said, TITLES).every((title) => squeezed(anywhere).includes(squeezed(title)) || squeezed(heading).includes(inner(title))) &&
    [...said.matchAll(QUOTED)].every(([, name = ""]) => anywhere.includes(name)) &&
    matches(said, DOCUMENT_NUMBER).every((number) => squeezed(anywhere).includes(squeezed(number.slice(-DOCUMENT_NUMBER_END)))) &&
    matches(withoutTitles(said), LATIN).every((word) => near.includes(word)) &&
    lexicon().places.known.every((place) => !said.includes(place) || anywhere.includes(place)) &&
    officesIn(said).every((office) => near.includes(office) || (OWN.test(near) && heading.includes(office)))
  );
}

/** 「我局」 is whoever issued the document. */
const OWN = /我局|本局|我区/u;
const DOCUMENT_NUMBER_END = 10;

/** Verified names say nothing further: what is left is looked at word by word. */
export function withoutTitles(said: string): string {
  return said.replace(TITLES, " ").replace(DOCUMENT_NUMBER, " ");
}

/** The end of each office's name. */
function officesIn(said: string): string[] {
  return matches(withoutTitles(said), OFFICE).map((office) => office.slice(-OFFICE_END));
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}

function inner(title: string): string {
  return squeezed(title.slice(1, -1));
}

const OPENING = /[〔[(［]/gu;
const CLOSING = /[〕\])］]/gu;
const DASHES = /[—–－-]+/gu;
const LEFT_OUT = /[年〈〉《》]/gu;

/** Brackets and dashes are typed in many ways. */
function squeezed(text: string): string {
  return text.replace(OPENING, "(").replace(CLOSING, ")").replace(DASHES, "-").replace(LEFT_OUT, "");
}
