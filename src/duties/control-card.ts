import { type Button, buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import type { Day } from "../clock.ts";
import { texts as cards } from "../texts/duty-cards.ts";
import { texts } from "../texts/duty-lists.ts";
import type { WorkCalendar } from "../workdays.ts";
import type { ShowDuty, StepDuty } from "./duty-press.ts";
import { nextDue } from "./duty-steps.ts";
import type { Control } from "./schedule-control.ts";
import { shortened } from "./shortened.ts";
import type { StoredDuty } from "./stored-duty.ts";

/** 「暂停演练提醒」: which duties it may mean, each with the button that does it. Nothing happens before a press. */

const LISTED_MAX = 8;
const STATES: Readonly<Record<Control, readonly StoredDuty["state"][]>> = {
  pause: ["active"],
  resume: ["paused"],
  skip_once: ["active"],
  cancel: ["draft", "active", "paused"],
};

/** Those of which this can be done and which the words may mean; all of them where none is named. */
export function dutiesMeant(duties: readonly StoredDuty[], { does, what }: { does: Control; what: string | undefined }): StoredDuty[] {
  const possible = duties.filter(({ state }) => STATES[does].includes(state));
  if (what === undefined) return possible;
  const exact = possible.filter((duty) => wordsOf(duty).includes(what));
  if (exact.length > 0) return exact;
  return possible.filter((duty) => heldBy(wordsOf(duty), what) >= HELD_MIN);
}

/** How much of the words must be found again: 「燃气自查」 of 「自查后厨燃气」. */
const HELD_MIN = 0.6;

function heldBy(text: string, what: string): number {
  const pairs = [...what].slice(1).map((_, index) => what.slice(index, index + 2));
  if (pairs.length === 0) return 0;
  return pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}

function wordsOf({ content }: StoredDuty): string {
  return [content.duty, content.who ?? "", ...content.sources.map(({ quote }) => quote)].join("\n");
}

export function controlCard(
  meant: readonly StoredDuty[],
  { does, until, now, calendar }: { does: Control; until: Day | undefined; now: Date; calendar: WorkCalendar },
): Card {
  const title = texts.control.title[does];
  const shown = meant.slice(0, LISTED_MAX);
  return card(
    { text: title, color: "orange" },
    [
      ...shown.flatMap((duty) => {
        const [next] = duty.settings ? nextDue(duty, duty.settings, { now, calendar }) : [];
        const facts = [...(duty.district ? [duty.district] : []), ...(next ? [texts.running.next({ day: next.due })] : [])];
        const said = texts.control.item({
          duty: escapeMarkdown(shortened(duty.content.duty)),
          who: duty.content.who && escapeMarkdown(duty.content.who),
          facts,
        });
        return [markdown(said), buttonRow(buttonsOf(duty, { does, until, next: next?.due }))];
      }),
      ...(meant.length > shown.length ? [notation(texts.control.more({ count: meant.length - shown.length }))] : []),
      notation(texts.control.hint),
    ],
    title,
  );
}

function buttonsOf(
  { id, version }: StoredDuty,
  { does, until, next }: { does: Control; until: Day | undefined; next: Day | undefined },
): Button[] {
  const show: ShowDuty = { do: "show_duty", dutyId: id };
  const { buttons } = cards;
  const step = (label: string, value: Pick<StepDuty, "step" | "day">) =>
    callbackButton(label, { do: "step_duty", dutyId: id, version, ...value } satisfies StepDuty, "primary");
  const looks = callbackButton(buttons.show, show);
  switch (does) {
    case "pause":
      return [
        until === undefined
          ? step(buttons.pause, { step: "pause" })
          : step(buttons.pauseUntil({ day: until }), { step: "pause", day: until }),
        looks,
      ];
    case "resume":
      return [step(buttons.resume, { step: "resume" }), looks];
    case "skip_once":
      return next === undefined ? [looks] : [step(buttons.skip({ day: next }), { step: "skip", day: next }), looks];
    case "cancel":
      return [step(buttons.end, { step: "end" }), looks];
  }
}
