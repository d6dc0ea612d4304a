import { type Card, callbackButton, card, escapeMarkdown, markdown } from "../card.ts";
import { form, input, select } from "../registry/form.ts";
import { texts } from "../texts/duty-cards.ts";
import type { SaveDuty, ShowDuty } from "./duty-press.ts";
import { scheduleInWords } from "./schedule-in-words.ts";
import type { DutyProposal, StoredDuty } from "./stored-duty.ts";
import { clockTime } from "./time-of-day.ts";

/** What is asked for when a duty is changed. @param audience  names of whom it is for, parted by 、 */
export function dutyFormCard({ id, version, content }: StoredDuty, shown: DutyProposal, audience: string): Card {
  const words = texts.form;
  const { schedule, leads, at, daysOff, wantsEvidence } = shown;
  const save: SaveDuty = { do: "save_duty", dutyId: id, version };
  const back: ShowDuty = { do: "show_duty", dutyId: id, here: true };
  const fields = [
    input("frequency", { label: words.frequency, value: schedule ? scheduleInWords(schedule) : "" }),
    input("day", { label: words.day }),
    input("leads", { label: words.leads, value: leads.daysBefore.join("、") }),
    select("overdue", words.overdue, Object.entries(words.overdueOptions), leads.isOverdueTold ? "yes" : "no"),
    input("time", { label: words.time, value: clockTime(at) }),
    select("daysOff", words.daysOff, Object.entries(words.daysOffOptions), daysOff),
    input("audience", { label: words.audience, value: audience }),
    select("evidence", words.evidence, Object.entries(words.evidenceOptions), wantsEvidence ? "yes" : "no"),
  ];
  return card(
    { text: texts.titles.edit, color: "orange" },
    [
      markdown(`**${escapeMarkdown(content.duty)}**`),
      form("duty", fields, { label: texts.buttons.save, value: save }),
      callbackButton(texts.buttons.back, back),
    ],
    texts.summary(content),
  );
}
