import type { Card } from "../card.ts";
import { dayOf } from "../clock.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { candidatesCard, enterpriseCard } from "../registry/enterprise-card.ts";
import { profileOf } from "../registry/enterprise-profile.ts";
import { reachOf, whatOf } from "../registry/enterprise-rights.ts";
import { enterprisesWithIds, findEnterprise } from "../registry/enterprises.ts";
import { ENTRY_KINDS, ENTRY_RIGHTS } from "../registry/entry-press.ts";
import { enterprisesMeant } from "../registry/find-enterprise.ts";
import type { ShowEnterprise } from "../registry/press.ts";
import type { RegistryRequest } from "../registry/requests.ts";
import { texts } from "../texts/enterprise.ts";
import { askPolicy } from "./ask-policy.ts";
import { casesOf } from "./cases-of.ts";
import type { AnxunContext } from "./context.ts";
import { withTowns } from "./enterprise-towns.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

type Wanted = Extract<RegistryRequest, { kind: "find_enterprise" }>;

/** 「企业 老福记」: its card, or which of several; of what the asker may not see there is nothing to find. */
export async function lookUpEnterprise(context: AnxunContext, { name, isSure }: Wanted): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const candidates = await enterprisesMeant(needs.db, name, reachOf(standing.who, "see_enterprise", standing.where));
  const [enterprise, ...others] = candidates;
  if (enterprise && others.length === 0) return context.say({ kind: "card", card: await shownEnterprise(needs, standing, enterprise) });
  if (enterprise) {
    const pressOf = ({ id }: Enterprise): ShowEnterprise => ({ do: "show_enterprise", enterpriseId: id });
    const towns = await withTowns(needs.db, candidates);
    return context.say({ kind: "card", card: candidatesCard(name, towns, { title: texts.candidatesTitle, pressOf }) });
  }
  // 「查企业主要负责人职责」 is a question about the plans.
  if (!isSure) return askPolicy(context);
  // The same sentence whether there is no such enterprise or it is another's.
  await context.sendText(refusalOf(standing, "see_enterprise") ?? texts.notFound({ said: name }));
}

/** One of several that were found. The card replaces the list for everybody in this chat, so the chat must be one that may see it. */
export async function showEnterprise(
  _press: InboundPress,
  { enterpriseId }: ShowEnterprise,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const enterprise = await findEnterprise(needs.db, enterpriseId);
  const refused = await refusedPress(lookUp, "see_enterprise", enterprise ? whatOf(enterprise) : {});
  if (refused) return refused;
  if (!enterprise) return toast("info", texts.notFound({ said: "" }));
  return { card: await shownEnterprise(needs, await lookUp(), enterprise) };
}

/** 「我的企业」: the card of each enterprise that the speaker stands for. */
export async function showMyEnterprise(context: AnxunContext): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const ids = standing.who.grants.flatMap(({ enterpriseId }) => enterpriseId ?? []);
  const enterprises = standing.who.status === "active" ? await enterprisesWithIds(needs.db, ids) : [];
  if (enterprises.length === 0) return context.sendText(texts.notBound);
  for (const enterprise of enterprises) {
    const refused = refusalOf(standing, "see_enterprise", whatOf(enterprise));
    await (refused ? context.sendText(refused) : context.say({ kind: "card", card: await shownEnterprise(needs, standing, enterprise) }));
  }
}

/** Its card, as whoever asked may see it here. */
export async function shownEnterprise(needs: BotNeeds, standing: Standing, enterprise: Enterprise): Promise<Card> {
  const what = whatOf(enterprise);
  const visible = {
    phone: refusalOf(standing, "see_phone", what) === undefined,
    listings: refusalOf(standing, "see_listings", what) === undefined,
    cases: refusalOf(standing, "see_case", what) === undefined,
  };
  const profile = await profileOf({ db: needs.db, casesOf: casesOf(needs.db) }, enterprise, visible, dayOf(needs.now()));
  return enterpriseCard(
    profile,
    ENTRY_KINDS.filter((kind) => refusalOf(standing, ENTRY_RIGHTS[kind], what) === undefined),
  );
}
