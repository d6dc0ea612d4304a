/** Whom one can name with @ in a chat. */
export type Mentionable = { id: string; name: string; note: string };

/** An @ that is being typed: where it begins, and what follows it so far. */
export type MentionQuery = { start: number; word: string };

/** At most so many characters after @ are taken for the start of a name. */
const WORD_MAX = 12;

/** The @ just before the caret, unless it belongs to an address such as name@host. */
export function mentionQueryAt(text: string, caret: number): MentionQuery | undefined {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf("@");
  if (start === -1 || /[A-Za-z0-9._-]$/.test(before.slice(0, start))) return undefined;
  const word = before.slice(start + 1);
  if (word.length > WORD_MAX || /\s/.test(word)) return undefined;
  return { start, word };
}

/** Candidates in their given order: names that begin with the word first, then those that contain it. */
export function matchMentions(people: readonly Mentionable[], word: string): readonly Mentionable[] {
  const begins = people.filter((person) => person.name.startsWith(word));
  const contains = people.filter((person) => !begins.includes(person) && `${person.name}${person.note}`.includes(word));
  return [...begins, ...contains];
}

/** The text with the typed @ replaced by the name, and where the caret goes. */
export function completeMention(text: string, caret: number, query: MentionQuery, name: string): { text: string; caret: number } {
  const head = `${text.slice(0, query.start)}@${name} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}

/**
 * Who is named in a text. A name written by hand counts like a picked one, which spares people the list;
 * of names that begin alike the longest wins.
 */
export function mentionedIn(text: string, people: readonly Mentionable[]): readonly string[] {
  const longestFirst = [...people].sort((left, right) => right.name.length - left.name.length);
  const found: string[] = [];
  let rest = text;
  for (const person of longestFirst) {
    const named = `@${person.name}`;
    if (!rest.includes(named)) continue;
    found.push(person.id);
    rest = rest.replaceAll(named, " ");
  }
  return people.filter((person) => found.includes(person.id)).map((person) => person.id);
}
