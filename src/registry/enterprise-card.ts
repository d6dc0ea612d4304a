import { buttonRow, type Card, callbackButton, card, divider, escapeMarkdown, markdown } from "../card.ts";
import { daysBetween } from "../clock.ts";
import { texts } from "../texts/enterprise.ts";
import type { Enterprise } from "./enterprise.ts";
import { type EnterpriseProfile, EXPIRING_DAYS } from "./enterprise-profile.ts";
import { entryButtons } from "./entry-card.ts";
import type { EntryKind } from "./entry-press.ts";
import { industryName } from "./industries.ts";

const LINES_MAX = 20;

/**
 * An enterprise, for whoever may see it.
 * @param enterable  what may be entered for it here, by whoever looked it up
 */
export function enterpriseCard(profile: EnterpriseProfile, enterable: readonly EntryKind[] = []): Card {
  const { enterprise, listings, cases } = profile;
  const facts = factsOf(profile).flatMap(([label, value]) =>
    value ? [texts.fact({ label: texts.facts[label], value: escapeMarkdown(value) })] : [],
  );
  const sections = [
    section(texts.risks, profile.risks.map(texts.risk)),
    section(
      texts.expiring({ days: EXPIRING_DAYS }),
      profile.expiring.map((item) => texts.item({ ...item, daysLeft: daysBetween(profile.today, item.expiresOn) })),
    ),
    ...(listings ? [section(texts.listings, listings.map(texts.listing))] : []),
    ...(cases ? [section(texts.cases, cases.map(texts.openCase))] : []),
  ];
  const isListed = (listings?.length ?? 0) > 0;
  return card(
    { text: enterprise.name, color: isListed ? "red" : "blue" },
    [
      markdown(facts.join("\n")),
      divider(),
      ...sections.map(markdown),
      ...(enterable.length > 0 ? [buttonRow(entryButtons(enterable, enterprise.id))] : []),
    ],
    enterprise.name,
  );
}

/** Several fit: which one? */
export function candidatesCard(
  said: string,
  candidates: readonly { enterprise: Enterprise; town: string | undefined }[],
  words: { title: string; pressOf(enterprise: Enterprise): Readonly<Record<string, unknown>> },
): Card {
  const buttons = candidates.map(({ enterprise, town }) =>
    callbackButton(texts.candidate({ name: enterprise.name, town }), words.pressOf(enterprise)),
  );
  return card({ text: words.title }, [markdown(escapeMarkdown(texts.candidates({ said }))), ...buttons], words.title);
}

function factsOf({ enterprise, town, phone, bound, officers }: EnterpriseProfile): [keyof typeof texts.facts, string | undefined][] {
  return [
    ["status", texts.status[enterprise.status]],
    ["industry", industryName(enterprise.industry)],
    ["town", [enterprise.district, town].filter(Boolean).join(" · ")],
    ["address", enterprise.address],
    ["creditCode", enterprise.creditCode],
    ["principal", enterprise.principal ?? texts.unknown],
    ["safetyOfficer", enterprise.safetyOfficer ?? texts.unknown],
    ["phone", phone],
    ["standardisation", texts.standardisation[enterprise.standardisation]],
    ["bound", texts.people(bound) || texts.none],
    ["officers", texts.people(officers) || texts.unknown],
  ];
}

function section(title: string, lines: readonly string[]): string {
  const shown = lines.length > 0 ? lines.slice(0, LINES_MAX).map((line) => `- ${escapeMarkdown(line)}`) : [`- ${texts.none}`];
  return [title, ...shown].join("\n");
}
