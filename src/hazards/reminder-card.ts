import { buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown } from "../card.ts";
import { texts } from "../texts/case.ts";
import { texts as reminderTexts } from "../texts/case-reminders.ts";
import { responsibleWords } from "./case-lines.ts";
import type { ShowCase } from "./case-press.ts";
import type { Hazard } from "./hazard.ts";
import { line, list, siteLines } from "./hazard-lines.ts";
import type { Rung } from "./reminders.ts";

const FOR_RUNG: Readonly<Record<Rung, string>> = {
  responsible: reminderTexts.reminder.toResponsible,
  office: reminderTexts.reminder.toOffice,
  leader: reminderTexts.reminder.toLeader,
};

/** @param overdueDays  since the deadline; before it negative */
export function reminderCard(hazard: Hazard, { rung, overdueDays }: { rung: Rung; overdueDays: number }): Card {
  const { id, facts, deadline } = hazard;
  const isOverdue = overdueDays > 0;
  const title = isOverdue ? reminderTexts.reminder.overdueTitle({ id }) : reminderTexts.reminder.title({ id });
  const value: ShowCase = { do: "show_case", hazardId: id };
  const said = `**${sayDays(overdueDays)}**${FOR_RUNG[rung]}`;
  return card(
    { text: title, color: isOverdue ? "red" : "orange" },
    [
      markdown(said),
      ...list([
        ...siteLines(facts),
        escapeMarkdown(facts.description),
        ...line(texts.labels.deadline, deadline && texts.deadline({ day: deadline.day, rule: deadline.rule, overdue: isOverdue })),
        ...line(texts.labels.responsible, responsibleWords(hazard)),
      ]),
      buttonRow([callbackButton(texts.show, value, "primary")]),
    ],
    `${title}：${sayDays(overdueDays)}`,
  );
}

function sayDays(overdueDays: number): string {
  if (overdueDays === 0) return reminderTexts.reminder.today;
  return overdueDays > 0 ? reminderTexts.reminder.after({ days: overdueDays }) : reminderTexts.reminder.before({ days: -overdueDays });
}
