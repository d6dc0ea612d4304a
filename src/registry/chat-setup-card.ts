import { type Card, callbackButton, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/joining.ts";
import type { Chat } from "./chat.ts";
import { type ChatSetupForm, formOf, type SetupProblem } from "./chat-setup.ts";
import { form, input, select } from "./form.ts";
import { NONE } from "./press.ts";

/** What stands beside a group: the enterprise whose group it is, and who set it up. */
export type ChatSurroundings = {
  districts: readonly string[];
  isDuty: boolean;
  enterpriseName: string | undefined;
  setUpByName: string | undefined;
};

/** Asks an administrator what this group is. */
export function chatSetupCard(chat: Chat, around: ChatSurroundings): Card {
  const words = texts.setup;
  const standing = formOf(chat, around.isDuty, around.enterpriseName);
  const kinds = Object.entries(words.kinds).filter(([kind]) => !chat.external || kind === "external");
  const fields = [
    select("kind", words.kind, kinds, standing.kind),
    select(
      "district",
      words.district,
      [...around.districts.map((name) => [name, name] as const), [NONE, words.noDistrict]],
      standing.district,
    ),
    input("enterprise", { label: words.enterprise, placeholder: words.enterprisePlaceholder, value: standing.enterprise }),
    input("tags", { label: words.tags, placeholder: words.tagsPlaceholder, value: standing.tags }),
    select("mentioned", words.mentioned, Object.entries(words.mentionedOptions), standing.mentioned),
    input("quiet", { label: words.quiet, placeholder: words.quietPlaceholder, value: standing.quiet }),
    select("asking", words.asking, Object.entries(words.askingOptions), standing.asking),
    select("duty", words.duty, Object.entries(words.dutyOptions), standing.duty),
    select("reports", words.reports, Object.entries(words.reportsOptions), standing.reports),
  ];
  const asked = form("chat_setup", fields, { label: words.save, value: { do: "save_chat_setup" } });
  return card({ text: words.title, color: "orange" }, [markdown(words.intro), asked, notation(words.onlyAdministrators)], words.summary);
}

/** What was saved. */
export function chatSettingsCard(chat: Chat, around: ChatSurroundings): Card {
  const words = texts.setup;
  const saved = formOf(chat, around.isDuty, around.enterpriseName);
  const vouched = chat.vouchedFor.length;
  const facts = [...factsOf(saved), ...(vouched > 0 ? [["vouched", words.vouched({ count: vouched })] as const] : [])];
  const lines = facts.map(([label, value]) =>
    words.fact({ label: words.facts[label], value: value === "" ? words.none : escapeMarkdown(value) }),
  );
  const signed = chat.setUpAt && words.savedBy({ name: around.setUpByName, minute: formatMinute(chat.setUpAt) });
  return card(
    { text: words.doneTitle, color: "green" },
    [
      markdown(lines.join("\n")),
      ...(signed ? [divider(), notation(escapeMarkdown(signed))] : []),
      callbackButton(words.edit, { do: "edit_chat_setup" }),
    ],
    words.doneSummary,
  );
}

/** Why it was not saved, in a sentence. */
export function saySetupProblem(problem: SetupProblem): string {
  const words = texts.setup.problems;
  switch (problem.kind) {
    case "industry":
    case "town":
    case "longTag":
      return words[problem.kind]({ word: problem.word });
    default:
      return words[problem.kind];
  }
}

function factsOf(saved: ChatSetupForm): [keyof typeof texts.setup.facts, string][] {
  const { kinds, mentionedOptions, askingOptions, yesNo } = texts.setup;
  return [
    ["kind", kinds[saved.kind]],
    ["district", saved.district === NONE ? "" : saved.district],
    ...(saved.enterprise === "" ? [] : ([["enterprise", saved.enterprise]] as [keyof typeof texts.setup.facts, string][])),
    ["tags", saved.tags],
    ["mentioned", mentionedOptions[saved.mentioned]],
    ["quiet", saved.quiet],
    ["asking", askingOptions[saved.asking]],
    ["duty", yesNo[saved.duty]],
    ["reports", yesNo[saved.reports]],
  ];
}
