import { card, escapeMarkdown, markdown, notation } from "../card.ts";
import { addDays, dayOf } from "../clock.ts";
import { collectedDuties } from "../duties/collecting.ts";
import type { Collection } from "../duties/collection.ts";
import { commendable } from "../duties/commendation.ts";
import { texts } from "../texts/collection.ts";
import { collectingOf, collectionSeen } from "./collecting.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf } from "./who.ts";

/** How far back the figures go. */
const PERIOD_DAYS = 365;
const LISTED_MAX = 50;

/** 「通报表扬建议」: whom the figures of the last year speak for; people decide. */
export async function commend(context: AnxunContext): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "accept_duty");
  if (refused !== undefined) return context.sendText(refused);
  const to = addDays(dayOf(needs.now()), -1);
  const from = addDays(to, -PERIOD_DAYS);
  const collections: Collection[] = [];
  for (const duty of await collectedDuties(needs.db)) {
    const first = await collectingOf(needs, duty);
    for (const due of first?.days.filter((day) => day >= from && day <= to) ?? []) {
      const collecting = first && { ...first, due };
      if (collecting) collections.push(await collectionSeen(needs, collecting, standing));
    }
  }
  // An occasion on which nobody delivered anything was not collected yet.
  const held = collections.filter(({ delivered }) => delivered.length > 0);
  const words = texts.commendation;
  const found = commendable(held);
  const lines = found.slice(0, LISTED_MAX).map(({ bearer, owed }) => `- ${words.line({ name: escapeMarkdown(bearer.name), owed })}`);
  const told = found.length === 0 ? words.none : `${words.head({ from, to, occasions: held.length })}\n${lines.join("\n")}`;
  await context.say({
    kind: "card",
    card: card({ text: words.title }, [markdown(told), notation(words.note)], words.summary({ count: found.length })),
  });
}
