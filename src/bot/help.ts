import { type Card, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { type Action, possibleActions } from "../registry/rights.ts";
import { texts as greetings } from "../texts/bot.ts";
import { texts } from "../texts/help.ts";
import { texts as registryTexts } from "../texts/registry.ts";
import type { AnxunContext } from "./context.ts";
import type { Standing } from "./who.ts";

/** What this person can do here, as the table of rights says. */
export async function help(context: AnxunContext): Promise<void> {
  await context.say({ kind: "card", card: helpCard(await context.standing()) });
}

/** For the group that we were just added to. */
export function greetingCard(): Card {
  const { title, summary, body, how } = greetings.greeting;
  return card({ text: title }, [markdown(escapeMarkdown(body)), divider(), notation(escapeMarkdown(how))], summary);
}

function helpCard(standing: Standing): Card {
  const { who, where } = standing;
  const here = possibleActions(who, where);
  const elsewhere = possibleActions(who, { ...where, kind: "private" }).filter((action) => !here.includes(action) && isSaid(action));
  const examples = texts.examples.map((example) => `- ${escapeMarkdown(example)}`);
  const tasks = tasksOf(standing, here).map((line) => `- ${escapeMarkdown(line)}`);
  return card(
    { text: texts.title },
    [
      notation(escapeMarkdown(texts.intro({ roles: rolesOf(standing), place: registryTexts.chatKinds[where.kind] }))),
      ...(here.includes("ask") ? [markdown([texts.askTitle, escapeMarkdown(texts.ask), ...examples].join("\n"))] : []),
      ...(tasks.length > 0 ? [markdown([texts.doTitle, ...tasks].join("\n"))] : []),
      divider(),
      notation(escapeMarkdown(elsewhere.length > 0 ? `${texts.how}${texts.onlyPrivate}` : texts.how)),
    ],
    texts.summary,
  );
}

/** Sentences first, then what is done by a button. In a private chat there is no group to set up. */
function tasksOf({ who, where }: Standing, here: readonly Action[]): string[] {
  const stands = who.status === "active" ? who.grants : [];
  const isStaff = stands.some(({ enterpriseId }) => enterpriseId === undefined);
  const isOwner = stands.some(({ enterpriseId }) => enterpriseId !== undefined);
  const said = here.filter(isSaid).filter((action) => (action === "see_enterprise" ? isStaff : true));
  const fitting = said.filter((action) => (where.kind === "private" ? action !== "set_up_chat" : action !== "bind_enterprise"));
  const own = isOwner && here.includes("see_enterprise") ? [texts.say(texts.myEnterprise)] : [];
  const pressed = here.includes("hand_over") ? [texts.press({ purpose: texts.presses.hand_over })] : [];
  return [...own, ...fitting.map((action) => texts.say(texts.sentences[action])), ...pressed];
}

type Said = Action & keyof typeof texts.sentences;

function isSaid(action: Action): action is Said {
  return action in texts.sentences;
}

function rolesOf({ who }: Standing): string[] {
  if (who.status === "resigned") return [texts.resigned];
  const roles = [...new Set(who.grants.map(({ role }) => registryTexts.roles[role]))];
  return roles.length > 0 ? roles : [registryTexts.roles.reporter];
}
