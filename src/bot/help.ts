import { type Card, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/bot.ts";
import type { AnxunContext } from "./context.ts";

/** What we can do, in a few lines. */
export async function help(context: AnxunContext): Promise<void> {
  await context.say({ kind: "card", card: helpCard() });
}

/** For the group that we were just added to. */
export function greetingCard(): Card {
  const { title, summary, body, how } = texts.greeting;
  return card({ text: title }, [markdown(escapeMarkdown(body)), divider(), notation(escapeMarkdown(how))], summary);
}

function helpCard(): Card {
  const { title, summary, body, examples, how } = texts.help;
  const list = examples.map((example) => `- ${escapeMarkdown(example)}`).join("\n");
  return card({ text: title }, [markdown(escapeMarkdown(body)), markdown(list), divider(), notation(escapeMarkdown(how))], summary);
}
