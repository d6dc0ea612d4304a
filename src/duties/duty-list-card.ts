import { type Button, buttonRow, type Card, type CardElement, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts as cards } from "../texts/duty-cards.ts";
import { texts } from "../texts/duty-lists.ts";
import type { WorkCalendar } from "../workdays.ts";
import type { ListDuties, ShowDuty } from "./duty-press.ts";
import { nextDue } from "./duty-steps.ts";
import { shortened } from "./shortened.ts";
import type { StoredDuty } from "./stored-duty.ts";

/** Duties in a list, some at a time, each with a way to its card. */

const LISTED = 8;

type ListView = { page: number; now: Date; calendar: WorkCalendar };

/** Drafts by district, those with days first. */
export function draftListCard(drafts: readonly StoredDuty[], view: ListView): Card {
  const words = texts.drafts;
  if (drafts.length === 0) return card({ text: words.title({ count: 0 }) }, [markdown(words.none)], words.none);
  const sorted = inOrder(drafts);
  const { shown, pages } = paged(sorted, view.page);
  const numberOf = (duty: StoredDuty) => sorted.indexOf(duty) + 1;
  const byDistrict = Map.groupBy(shown, ({ district }) => district ?? "");
  return card(
    { text: words.title({ count: drafts.length }), color: "orange" },
    [
      markdown(words.intro),
      ...[...byDistrict].flatMap(([district, of]) => [
        markdown(headOf(district, drafts)),
        ...of.flatMap((duty) => itemElements(duty, { number: numberOf(duty), facts: draftFacts(duty, view) })),
      ]),
      ...pageElements({ list: "drafts", page: view.page, pages }),
    ],
    words.title({ count: drafts.length }),
  );
}

/** Drafts as they are gone through: district by district, what has days, what waits for an event, what tells no frequency. */
export function inOrder(drafts: readonly StoredDuty[]): StoredDuty[] {
  return drafts.toSorted(
    (one, other) => compare(one.district ?? "", other.district ?? "") || rankOf(one) - rankOf(other) || Number(one.id) - Number(other.id),
  );
}

/** What is active or rests. @param waiting  how many drafts there are besides */
export function runningListCard(running: readonly StoredDuty[], waiting: number, view: ListView): Card {
  const words = texts.running;
  const title = words.title({ count: running.length });
  if (running.length === 0) return card({ text: title }, [markdown(words.none({ drafts: waiting }))], title);
  const { shown, pages } = paged(running, view.page);
  return card(
    { text: title },
    [
      ...shown.flatMap((duty) => itemElements(duty, { number: running.indexOf(duty) + 1, facts: runningFacts(duty, view) })),
      ...pageElements({ list: "running", page: view.page, pages }),
      ...(waiting > 0 ? [notation(words.waiting({ count: waiting }))] : []),
    ],
    title,
  );
}

/** What people have ended or the plans have left behind; the latest first. */
export function endedListCard(ended: readonly StoredDuty[], view: ListView): Card {
  const words = texts.running;
  const title = words.ended({ count: ended.length });
  if (ended.length === 0) return card({ text: title }, [markdown(words.noneEnded)], title);
  const sorted = ended.toSorted((one, other) => other.changedAt.getTime() - one.changedAt.getTime() || Number(one.id) - Number(other.id));
  const { shown, pages } = paged(sorted, view.page);
  const factsOf = ({ endedBecause, district }: StoredDuty) => [
    ...(district === undefined ? [] : [district]),
    ...(endedBecause ? [cards.endedBecause[endedBecause]] : []),
  ];
  const items = shown.flatMap((duty) => itemElements(duty, { number: sorted.indexOf(duty) + 1, facts: factsOf(duty) }));
  return card({ text: title, color: "grey" }, [...items, ...pageElements({ list: "ended", page: view.page, pages })], title);
}

function headOf(district: string, drafts: readonly StoredDuty[]): string {
  const of = drafts.filter((duty) => (duty.district ?? "") === district);
  const count = (rank: number) => of.filter((duty) => rankOf(duty) === rank).length;
  return texts.drafts.district({
    district: district === "" ? texts.drafts.noDistrict : district,
    dated: count(0),
    event: count(1),
    unset: count(2),
  });
}

function rankOf({ proposal, content }: StoredDuty): number {
  if (proposal?.schedule) return 0;
  return content.recurrence.kind === "event" ? 1 : 2;
}

function draftFacts(duty: StoredDuty, view: ListView): string[] {
  const { proposal, document } = duty;
  if (!proposal?.schedule) return [rankOf(duty) === 1 ? texts.drafts.event : texts.drafts.unset];
  return [...nextFacts(duty, { ...proposal, schedule: proposal.schedule }, view), ...(document ? [] : [texts.drafts.own])];
}

function runningFacts(duty: StoredDuty, view: ListView): string[] {
  const { settings, pause, district } = duty;
  const next = settings ? nextFacts(duty, settings, view) : [];
  return [...(district === undefined ? [] : [district]), ...next, ...(pause ? [texts.running.paused] : [])];
}

function nextFacts(duty: StoredDuty, settings: NonNullable<StoredDuty["settings"]>, view: ListView): string[] {
  const [next] = nextDue(duty, settings, view);
  return [next ? texts.running.next({ day: next.due }) : texts.running.noneLeft];
}

function itemElements({ id, content }: StoredDuty, { number, facts }: { number: number; facts: readonly string[] }): CardElement[] {
  const value: ShowDuty = { do: "show_duty", dutyId: id };
  const said = {
    duty: escapeMarkdown(shortened(content.duty)),
    who: content.who && escapeMarkdown(content.who),
    facts: facts.map(escapeMarkdown),
  };
  return [markdown(texts.item({ number, ...said })), buttonRow([callbackButton(texts.show({ number }), value)])];
}

function paged<Item>(items: readonly Item[], page: number): { shown: Item[]; pages: number } {
  return { shown: items.slice(page * LISTED, (page + 1) * LISTED), pages: Math.max(1, Math.ceil(items.length / LISTED)) };
}

function pageElements({ list, page, pages }: { list: ListDuties["list"]; page: number; pages: number }): CardElement[] {
  if (pages === 1) return [];
  const to = (label: string, target: number): Button[] =>
    target < 0 || target >= pages ? [] : [callbackButton(label, { do: "list_duties", list, page: target } satisfies ListDuties)];
  const { previous, next, page: words } = texts.pages;
  return [buttonRow([...to(previous, page - 1), ...to(next, page + 1)]), notation(words({ page: page + 1, pages }))];
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
