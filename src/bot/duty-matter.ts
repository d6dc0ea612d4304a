import type { Card } from "../card.ts";
import type { KnownAudience } from "../duties/audience-words.ts";
import { bearersNamed } from "../duties/bearer.ts";
import { findDuty, updateDuty } from "../duties/duties.ts";
import { dutyCard } from "../duties/duty-card.ts";
import { knownAudience, proposeAudience } from "../duties/known-audience.ts";
import type { StoredDuty } from "../duties/stored-duty.ts";
import type { PressReply } from "../messenger.ts";
import { dutyChatsNow } from "../policy/duty-chat.ts";
import { enterprisesWithIds } from "../registry/enterprises.ts";
import { findChat } from "../registry/groups.ts";
import { peopleOfAccounts } from "../registry/people.ts";
import type { Action, What } from "../registry/rights.ts";
import { texts } from "../texts/duty-lists.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, type Standing } from "./who.ts";

/** A duty, and who is at it: what everything begins with that people do with duties in chat. */

/** Undefined: there is no such duty. `refused`: what pops up for whoever may not. */
export async function dutyFor(
  needs: BotNeeds,
  { dutyId, action }: { dutyId: string; action: Action },
  lookUp: LookUp,
): Promise<{ duty: StoredDuty; standing: Standing } | { refused: PressReply }> {
  const duty = await findDuty(needs.db, dutyId);
  const standing = await lookUp();
  if (!duty || isOthersOwn(duty, standing)) return { refused: toast("warning", texts.unknown) };
  const refused = refusalOf(standing, action, await whatOfDuty(needs, duty, standing));
  return refused === undefined ? { duty, standing } : { refused: toast("warning", refused) };
}

/** Those that may be seen here. */
export async function visibleDuties(needs: BotNeeds, duties: readonly StoredDuty[], standing: Standing): Promise<StoredDuty[]> {
  const own = await ownEnterprises(needs, standing);
  return duties.filter((duty) => !isOthersOwn(duty, standing) && refusalOf(standing, "see_duties", whatFor(duty, own)) === undefined);
}

/** Those that this person may confirm and change here. */
export function changeableDuties(duties: readonly StoredDuty[], standing: Standing): StoredDuty[] {
  return duties.filter((duty) => !isOthersOwn(duty, standing) && mayChange(duty, standing));
}

/** 「提醒我……」: what people set for themselves alone is theirs. */
function isOthersOwn({ document, settings, proposal, createdBy }: StoredDuty, { openId }: Standing): boolean {
  const audience = (settings ?? proposal)?.audience;
  const isForOneself = !document && audience?.chatIds.length === 0 && audience.people.every((person) => person === createdBy);
  return isForOneself && createdBy !== openId;
}

function mayChange({ district }: StoredDuty, standing: Standing): boolean {
  return refusalOf(standing, "confirm_duty", { district }) === undefined;
}

/** What the table of rights is asked about. */
async function whatOfDuty(needs: BotNeeds, duty: StoredDuty, standing: Standing): Promise<What> {
  return whatFor(duty, await ownEnterprises(needs, standing));
}

type OwnEnterprise = { id: string; district: string };

async function ownEnterprises({ db }: BotNeeds, { who }: Standing): Promise<OwnEnterprise[]> {
  const ids = who.grants.flatMap(({ enterpriseId }) => enterpriseId ?? []);
  return ids.length > 0 ? enterprisesWithIds(db, ids) : [];
}

/** What enterprises of a district have to do is the matter of each of them. */
function whatFor({ district, content }: StoredDuty, own: readonly OwnEnterprise[]): What {
  if (bearersNamed(content.who ?? "") !== "enterprises") return { district };
  const [concerned] = own.filter((enterprise) => district === undefined || enterprise.district === district);
  return { district, enterpriseId: concerned?.id };
}

/** Whom this person may have reminded. */
export async function audienceFor({ db, dutyChats }: BotNeeds, standing: Standing): Promise<KnownAudience> {
  const includes = (district: string | undefined) => refusalOf(standing, "confirm_duty", { district }) === undefined;
  return knownAudience(db, { includes, dutyChatIds: Object.values(await dutyChatsNow(db, dutyChats)) });
}

/** Proposes to whom a draft goes that nobody has chosen anybody for: groups are set up long after a plan is read. */
export async function withAudience(needs: BotNeeds, duty: StoredDuty, standing: Standing): Promise<StoredDuty> {
  const { proposal, state } = duty;
  if (state !== "draft" || !proposal || proposal.audience.chatIds.length + proposal.audience.people.length > 0) return duty;
  const audience = proposeAudience(duty, await audienceFor(needs, standing));
  if (audience.chatIds.length + audience.people.length === 0) return duty;
  const proposed = { ...duty, version: duty.version + 1, proposal: { ...proposal, audience }, changedAt: needs.now() };
  // Somebody else was first: theirs stands.
  return (await updateDuty(needs.db, proposed)) ? proposed : ((await findDuty(needs.db, duty.id)) ?? duty);
}

export async function cardOfDuty(needs: BotNeeds, duty: StoredDuty, standing: Standing): Promise<Card> {
  const { now, deadlines } = needs;
  const names = await namesFor(needs, duty);
  return dutyCard(duty, { now: now(), calendar: deadlines.calendar, names, mayChange: mayChange(duty, standing) });
}

/** Of the groups and people that a duty speaks of, by their ids. */
export async function namesFor({ db }: BotNeeds, { settings, proposal, confirmed, createdBy }: StoredDuty): Promise<Map<string, string>> {
  const audiences = [settings?.audience, proposal?.audience].flatMap((audience) => audience ?? []);
  const names = new Map<string, string>();
  for (const chatId of new Set(audiences.flatMap(({ chatIds }) => chatIds))) {
    const chat = await findChat(db, chatId);
    if (chat) names.set(chatId, chat.name);
  }
  const accounts = [...audiences.flatMap(({ people }) => people), createdBy, ...(confirmed ? [confirmed.by] : [])];
  for (const { openId, name } of await peopleOfAccounts(db, [...new Set(accounts)])) if (openId !== undefined) names.set(openId, name);
  return names;
}
