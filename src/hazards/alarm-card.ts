import { type Card, callbackButton, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/report.ts";
import type { Alarm, AlarmFacts } from "./alarms.ts";
import { line, list } from "./hazard-lines.ts";
import type { TakeAlarm } from "./report-press.ts";

/** `isOpen`: somebody looks on who is not of the offices. */
export type AlarmShown = { everyMinutes: number; isOpen: boolean };

/**
 * For those on duty: what is happening and where; with 「已接警」 until somebody has taken it, then with who did, and when.
 * Among outsiders without whoever raised it, and without their words, which may hold a name or a number.
 */
export function alarmCard(alarm: Alarm, { everyMinutes, isOpen }: AlarmShown): Card {
  const { id, kind, district, hazardId, rounds, raisedAt, taken } = alarm;
  const said = isOpen
    ? { ...alarm.said, words: texts.alarm.wordsApart, reporterName: undefined, chatName: texts.alarm.chatApart }
    : alarm.said;
  const { labels } = texts;
  const value: TakeAlarm = { do: "take_alarm", alarmId: id };
  const facts = list([
    ...line(labels.enterprise, said.enterprise),
    ...line(labels.place, said.place ?? texts.alarm.nowhere),
    ...line(labels.district, district),
    ...line(texts.alarm.words, said.words),
    ...line(labels.number, hazardId),
  ]);
  const from = notation(escapeMarkdown(texts.alarm.from({ name: said.reporterName, chat: said.chatName, minute: formatMinute(raisedAt) })));
  const summary = texts.alarm.summary({ kind, where: placeOf(said) });
  if (taken) {
    const by = escapeMarkdown(texts.alarm.takenBy({ name: taken.name, minute: formatMinute(taken.at) }));
    return card({ text: texts.alarm.takenTitle({ kind }), color: "green" }, [...facts, from, divider(), markdown(`**${by}**`)], summary);
  }
  return card(
    { text: texts.alarm.title({ kind, round: rounds }), color: "red" },
    [
      markdown(texts.alarm.told),
      ...facts,
      from,
      divider(),
      callbackButton(texts.alarm.take, value, "danger"),
      notation(texts.alarm.keepsRinging({ minutes: everyMinutes })),
    ],
    summary,
  );
}

export function placeOf({ enterprise, place }: AlarmFacts): string {
  return [place, enterprise].filter(Boolean).join(" ") || texts.alarm.nowhere;
}
