import { type Card, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/people.ts";
import type { Person } from "./people.ts";

/** People as officers may see them. */
export type ShownPerson = Pick<Person, "name" | "title"> & {
  /** In words, with where they hold. */
  roles: readonly string[];
  /** Undefined: not known, or not to be shown. */
  phone: string | undefined;
};

export type ShownUnit = { name: string; people: readonly ShownPerson[] };

/** Of a card that people read. */
const PEOPLE_MAX = 120;

export function peopleCard(title: string, units: readonly ShownUnit[]): Card {
  let left = PEOPLE_MAX;
  const sections = units.flatMap(({ name, people }) => {
    const shown = people.slice(0, left);
    left -= shown.length;
    if (shown.length === 0) return [];
    return [[texts.unit({ name: escapeMarkdown(name) }), ...shown.map((person) => `- ${escapeMarkdown(texts.person(person))}`)].join("\n")];
  });
  const count = units.reduce((sum, { people }) => sum + people.length, 0);
  return card(
    { text: title, color: "turquoise" },
    [
      ...(count === 0 ? [markdown(texts.nobody)] : sections.map(markdown)),
      ...(count > PEOPLE_MAX ? [notation(escapeMarkdown(texts.more({ count: count - PEOPLE_MAX })))] : []),
    ],
    title,
  );
}
