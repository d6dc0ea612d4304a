import { type Day, dayOf, daysBetween, isDay } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import { texts as enterpriseTexts } from "../texts/enterprise.ts";
import { enterListing, type Listing, listingsOf, removeListing } from "./enterprise-lists.ts";
import type { StandingEntry } from "./entry-card.ts";
import { type EntryKind, ItemForm, ListingForm, RiskForm } from "./entry-press.ts";
import { itemTold, listingTold, riskTold, type Told } from "./entry-stores.ts";
import { type ExpiringItem, expiringItemsOf, putExpiringItem, removeExpiringItem } from "./expiring-items.ts";
import { putRiskPoint, type RiskPoint, removeRiskPoint, riskPointsOf } from "./risk-points.ts";
import { saidDay } from "./said-day.ts";

/** Enters and takes away what stands of an enterprise, one at a time. Everything comes back as a value: what the audit says, or why not. */

export type Kept = Told | { problem: "incomplete" | "badDay" | "futureDay" | "standsBefore" };

type By = { enterpriseId: string; openId: string; at: Date };

/** What a form says is entered; what is said of the same once more replaces what was said before. */
export async function keepEntry(tx: Db, kind: EntryKind, form: unknown, by: By): Promise<Kept> {
  if (kind === "risk") return keepRisk(tx, form, by);
  return kind === "item" ? keepItem(tx, form, by) : keepListing(tx, form, by);
}

async function keepRisk(tx: Db, form: unknown, { enterpriseId, at }: By): Promise<Kept> {
  const risk = RiskForm.safeParse(form);
  if (!risk.success) return { problem: "incomplete" };
  const { name, place } = risk.data;
  const before = (await riskPointsOf(tx, [enterpriseId])).find((one) => one.name === name && one.place === place);
  return riskTold(await putRiskPoint(tx, { enterpriseId, ...risk.data }, at), before);
}

async function keepItem(tx: Db, form: unknown, { enterpriseId, at }: By): Promise<Kept> {
  const item = ItemForm.safeParse(form);
  if (!item.success) return { problem: "incomplete" };
  const expiresOn = saidDay(item.data.expiresOn, at, { ahead: true });
  if (expiresOn === undefined || !isDay(expiresOn)) return { problem: "badDay" };
  const { category, name, number, holder } = item.data;
  const isSame = (one: ExpiringItem) => one.category === category && one.name === name && one.number === number && one.holder === holder;
  const before = (await expiringItemsOf(tx, [enterpriseId])).find(isSame);
  return itemTold(await putExpiringItem(tx, { enterpriseId, category, name, number, holder, expiresOn }, at), before);
}

async function keepListing(tx: Db, form: unknown, { enterpriseId, openId, at }: By): Promise<Kept> {
  const listing = ListingForm.safeParse(form);
  if (!listing.success) return { problem: "incomplete" };
  const listedOn = saidDay(listing.data.listedOn, at, { ahead: false });
  if (listedOn === undefined || !isDay(listedOn)) return { problem: "badDay" };
  if (listedOn > dayOf(at)) return { problem: "futureDay" };
  const { list, source, reason } = listing.data;
  const entered = await enterListing(tx, { enterpriseId, list, source, reason, listedOn, enteredBy: openId }, at);
  return entered ? listingTold(entered, undefined) : { problem: "standsBefore" };
}

/** Undefined: it is not there any more, or another enterprise's. A listing is kept, with the day of its removal. */
export async function removeEntry(tx: Db, kind: EntryKind, entryId: string, by: By): Promise<Told | undefined> {
  const { enterpriseId, openId, at } = by;
  if (kind === "risk") {
    const gone = await removeRiskPoint(tx, entryId, enterpriseId);
    return gone && { action: "risk_removed", before: riskTold(gone, undefined).after, after: {} };
  }
  if (kind === "item") {
    const gone = await removeExpiringItem(tx, entryId, enterpriseId);
    return gone && { action: "item_removed", before: itemTold(gone, undefined).after, after: {} };
  }
  const gone = await removeListing(tx, entryId, { enterpriseId, removedOn: dayOf(at), removedBy: openId });
  return gone && listingTold(gone, { ...gone, removedOn: undefined });
}

/** What stands of a kind, as the card of its form names it. */
export async function standingEntries(db: Db, kind: EntryKind, enterpriseId: string, today: Day): Promise<StandingEntry[]> {
  if (kind === "risk") return (await riskPointsOf(db, [enterpriseId])).map(riskEntry);
  if (kind === "item") return (await expiringItemsOf(db, [enterpriseId])).map((item) => itemEntry(item, today));
  return (await listingsOf(db, [enterpriseId])).filter(({ removedOn }) => removedOn === undefined).map(listingEntry);
}

function riskEntry(risk: RiskPoint): StandingEntry {
  return { id: risk.id, name: [risk.name, risk.place].filter(Boolean).join(" "), line: enterpriseTexts.risk(risk) };
}

function itemEntry(item: ExpiringItem, today: Day): StandingEntry {
  const name = [item.name, item.number, item.holder].filter(Boolean).join(" ");
  return { id: item.id, name, line: enterpriseTexts.item({ ...item, daysLeft: daysBetween(today, item.expiresOn) }) };
}

function listingEntry(listing: Listing): StandingEntry {
  return { id: listing.id, name: enterpriseTexts.lists[listing.list], line: enterpriseTexts.listing(listing) };
}
