import { type Card, callbackButton, card, divider, escapeMarkdown, type Input, markdown, notation, type Select } from "../card.ts";
import { texts as enterpriseTexts } from "../texts/enterprise.ts";
import { texts } from "../texts/enterprise-entries.ts";
import type { Enterprise } from "./enterprise.ts";
import type { EntryKind, OpenEntry, RemoveEntry, SaveEntry } from "./entry-press.ts";
import { form, input, select } from "./form.ts";

/** What stands already, as the card names it. */
export type StandingEntry = { id: string; name: string; line: string };

/** Buttons that a card holds besides its form. */
const STANDING_MAX = 30;

/** The form of one kind, with what stands and may be taken away. */
export function entryCard(kind: EntryKind, enterprise: Pick<Enterprise, "id" | "name">, standing: readonly StandingEntry[]): Card {
  const { id: enterpriseId, name } = enterprise;
  const title = texts.title({ kind, enterprise: name });
  const save: SaveEntry = { do: "save_entry", kind, enterpriseId };
  const lines = standing.map(({ line }) => `- ${escapeMarkdown(line)}`);
  const removals = standing.slice(0, STANDING_MAX).map((entry) => {
    const value: RemoveEntry = { do: "remove_entry", kind, enterpriseId, entryId: entry.id };
    return callbackButton(texts.remove[kind](entry), value, "danger");
  });
  return card(
    { text: title },
    [
      form(`entry_${kind}`, FIELDS[kind](), { label: texts.save[kind], value: save }),
      notation(texts.notes[kind]),
      divider(),
      markdown([texts.standing[kind], ...(lines.length > 0 ? lines.slice(0, STANDING_MAX) : [texts.none])].join("\n")),
      ...removals,
      divider(),
      callbackButton(texts.back, { do: "show_enterprise", enterpriseId }),
    ],
    title,
  );
}

/** The buttons of an enterprise's card that open the forms. */
export function entryButtons(kinds: readonly EntryKind[], enterpriseId: string) {
  return kinds.map((kind) => {
    const value: OpenEntry = { do: "open_entry", kind, enterpriseId };
    return callbackButton(texts.labels[kind], value);
  });
}

const { fields, dayPlaceholder } = texts;

const FIELDS: Readonly<Record<EntryKind, () => readonly (Input | Select)[]>> = {
  risk: () => [
    input("name", { label: fields.name, required: true }),
    input("place", { label: fields.place }),
    select("colour", fields.colour, Object.entries(enterpriseTexts.colours)),
    input("measures", { label: fields.measures }),
    input("responsible", { label: fields.responsible }),
  ],
  item: () => [
    select("category", fields.category, Object.entries(enterpriseTexts.categories)),
    input("name", { label: fields.item, required: true }),
    input("number", { label: fields.number }),
    input("holder", { label: fields.holder }),
    input("expiresOn", { label: fields.expiresOn, placeholder: dayPlaceholder, required: true }),
  ],
  listing: () => [
    select("list", fields.list, Object.entries(enterpriseTexts.lists)),
    input("source", { label: fields.source, required: true }),
    input("reason", { label: fields.reason }),
    input("listedOn", { label: fields.listedOn, placeholder: dayPlaceholder, required: true }),
  ],
};
