import type { RegistryRequest } from "../registry/requests.ts";
import { peopleBehind, responsibleCard } from "../registry/responsible.ts";
import { unitsCalled, unitsIn } from "../registry/unit-names.ts";
import { listUnits, type Unit } from "../registry/units.ts";
import { answerPolicy, askPolicy } from "./ask-policy.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf, type Standing } from "./who.ts";

/** Of a card that people read. */
const UNITS_MAX = 8;

/** 「谁负责 X」: the people behind a unit; of anything else what the plans say, and the people behind the units that they name. */
export async function whoIsResponsible(
  context: AnxunContext,
  { topic }: Extract<RegistryRequest, { kind: "who_is_responsible" }>,
): Promise<void> {
  const { db } = context.needs;
  const standing = await context.standing();
  // Among strangers no names of officers; what the plans say may be said.
  if (refusalOf(standing, "see_responsible")) return askPolicy(context);
  const units = await listUnits(db);
  const called = unitsCalled(units, topic, districtOf(standing));
  if (called.length > 0) {
    const behind = await peopleBehind(db, called.slice(0, UNITS_MAX));
    return context.say({ kind: "card", card: responsibleCard(topic, behind, false) });
  }
  const answer = await answerPolicy(context);
  if (answer?.status !== "answered") return;
  const named = unitsIn(units, answer.text, districtOf(standing)).filter(isOffice);
  const behind = (await peopleBehind(db, named.slice(0, UNITS_MAX))).filter(({ people }) => people.length > 0);
  if (behind.length > 0) await context.say({ kind: "card", card: responsibleCard(topic, behind, true) });
}

/** A group speaks for its district, and a person for the one that they work in. */
function districtOf({ chat, who }: Standing): string | undefined {
  const own = [...new Set(who.grants.flatMap(({ district }) => district ?? []))];
  return chat?.district ?? (own.length === 1 ? own[0] : undefined);
}

/** A district or a whole bureau is responsible for everything: its people tell nothing. */
function isOffice({ kind }: Unit): boolean {
  return kind === "office" || kind === "town";
}
