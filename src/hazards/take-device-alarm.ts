import { createHash } from "node:crypto";
import { type Clock, formatMinute, HOUR_MS } from "../clock.ts";
import { listEnterprises } from "../registry/enterprises.ts";
import { knowEnterprises } from "../registry/known-enterprises.ts";
import { listUnits } from "../registry/units.ts";
import type { Database, Db } from "../storage/db.ts";
import type { EmergencyKind } from "../texts/hazards.ts";
import { texts } from "../texts/monitoring.ts";
import { type Alarm, bindAlarm, standingAlarms } from "./alarms.ts";
import { announceStep } from "./announce-step.ts";
import type { Deadlines } from "./case-view.ts";
import { deviceOf, emergencyAfter, emergencyOf, factsOfAlarm, isToRing, type ReceivedAlarm, saysOf } from "./device-alarm.ts";
import { alarmsOfCase, caseOfDevice, findDeviceAlarm, holdSystem, insertDeviceAlarm } from "./device-alarms.ts";
import { type ConfiguredDutyChats, dutyDesk } from "./duty-desk.ts";
import { refusalOf } from "./guard.ts";
import { type Actor, type Hazard, SYSTEM } from "./hazard.ts";
import { findHazard } from "./ledger.ts";
import type { MonitoringRules } from "./monitoring-rules.ts";
import { raiseAlarm } from "./raise-alarm.ts";
import { alreadyIn, placeDutyCards } from "./record-draft.ts";
import { advance, recordHazard } from "./report.ts";
import type { Step } from "./step.ts";

/**
 * An alarm of a monitoring system becomes a case, or is added to the one that its device has open: with its cards, its place in the
 * history and, where it cannot wait, the alarm to those on duty; or nothing of it.
 */

export type AlarmTools = {
  db: Database;
  now: Clock;
  rules: MonitoringRules;
  dutyChats: ConfiguredDutyChats;
  deadlines: Deadlines;
  /** An alarm that nobody has taken is raised again. */
  everyMs: number;
};

export type AlarmTaken = {
  /** `conflict`: another alarm was sent under this key. */
  kind: "recorded" | "joined" | "repeated" | "conflict";
  hazardId: string;
};

export function takeDeviceAlarm(tools: AlarmTools, alarm: ReceivedAlarm): Promise<AlarmTaken> {
  return tools.db.inTransaction(async (tx) => {
    await holdSystem(tx, alarm.system);
    const bodyHash = createHash("sha256").update(JSON.stringify(alarm.body)).digest("hex");
    const before = await findDeviceAlarm(tx, alarm);
    if (before) return { kind: before.bodyHash === bodyHash ? "repeated" : "conflict", hazardId: before.hazardId };
    const { hazard, joined } = await enter({ ...tools, db: alreadyIn(tools.db, tx) }, alarm);
    const row = { ...alarm, bodyHash, device: deviceOf(alarm.body), hazardId: hazard.id, joined, noticedAt: new Date(alarm.body.at) };
    await insertDeviceAlarm(tx, row, tools.now());
    return { kind: joined ? "joined" : "recorded", hazardId: hazard.id };
  });
}

async function enter(tools: AlarmTools, alarm: ReceivedAlarm): Promise<{ hazard: Hazard; joined: boolean }> {
  const standing = await standingCase(tools.db, alarm, tools);
  const open = standing && canJoin(standing, tools.now()) ? standing : undefined;
  const ringing = open ? await ringingAt(tools.db, open) : [];
  const hazard = open ? await join(tools, alarm, open) : await record(tools, alarm, standing);
  const emergency = emergencyOf(alarm.body, tools.rules);
  if (emergency && isToRing(emergency, ringing)) await ring(tools, alarm, { hazard, emergency });
  return { hazard, joined: open !== undefined };
}

/** The case that the device brought lately, however it stands. */
async function standingCase(tx: Db, { system, body }: ReceivedAlarm, { rules, now }: AlarmTools): Promise<Hazard | undefined> {
  const since = new Date(now().getTime() - rules.join_within_hours * HOUR_MS);
  const hazardId = await caseOfDevice(tx, { system, device: deviceOf(body), since });
  return hazardId === undefined ? undefined : findHazard(tx, hazardId);
}

/** What rings for a case. An alarm bound to one that has been taken up is over, even where that is not noted yet. */
async function ringingAt(tx: Db, { id, state }: Hazard): Promise<Alarm[]> {
  const events = new Set((await alarmsOfCase(tx, id)).map(eventOf));
  return (await standingAlarms(tx)).filter(({ hazardId, eventId }) =>
    hazardId === undefined ? events.has(eventId) : hazardId === id && state === "registered",
  );
}

function canJoin(hazard: Hazard, now: Date): boolean {
  return refusalOf(hazard, { step: { do: "add_evidence", note: texts.upgraded }, actor: SYSTEM }, now) === undefined;
}

/** @param before  what the device had brought: one that was closed has come back */
async function record(tools: AlarmTools, alarm: ReceivedAlarm, before: Hazard | undefined): Promise<Hazard> {
  const { db, now, rules, dutyChats } = tools;
  const enterprises = knowEnterprises(await listEnterprises(db));
  const districts = [...new Set((await listUnits(db)).map(({ district }) => district))];
  const facts = factsOfAlarm(alarm, { rules, enterprises, districts });
  const desk = await dutyDesk(db, dutyChats, facts.district);
  const draft = {
    origin: eventOf(alarm),
    facts,
    reporter: reporterOf(alarm),
    repeatOf: before?.state === "closed" ? before.id : undefined,
  };
  const { hazard } = await recordHazard({ db, now }, draft, (tx, recorded) => placeDutyCards(tx, recorded.hazard, desk, now()));
  return hazard;
}

async function join(tools: AlarmTools, alarm: ReceivedAlarm, standing: Hazard): Promise<Hazard> {
  const { body } = alarm;
  const { rules, now } = tools;
  const minute = formatMinute(new Date(body.at));
  const note = texts.joined({ ...saysOf(body, rules), device: deviceOf(body), minute });
  const joined = await step(tools, alarm, standing, { do: "add_evidence", note });
  const before = joined.facts.emergency;
  const emergency = emergencyAfter(emergencyOf(body, rules), before);
  if (emergency === before) return joined;
  const changes = { emergency, suspectedMajor: joined.facts.suspectedMajor ?? texts.reason(saysOf(body, rules)) };
  const upgrade = { do: "amend", changes, note: before === undefined ? texts.upgraded : texts.otherKind } as const;
  const isOpen = refusalOf(joined, { step: upgrade, actor: SYSTEM }, now()) === undefined;
  return isOpen ? step(tools, alarm, joined, upgrade) : joined;
}

/** People move cases at the same time: the step is taken of the case as it stands then. */
const TRIES = 5;

async function step(tools: AlarmTools, alarm: ReceivedAlarm, standing: Hazard, taken: Step): Promise<Hazard> {
  const { db, now, deadlines, dutyChats } = tools;
  let hazard = standing;
  for (let tried = 0; tried < TRIES; tried += 1) {
    const given = { hazardId: hazard.id, version: hazard.version, step: taken, actor: reporterOf(alarm) };
    const outcome = await advance({ db, now }, given, (tx, moved) => announceStep(tx, moved, { now: now(), deadlines, dutyChats }));
    if (outcome.kind === "moved") return outcome.hazard;
    if (outcome.kind !== "stale") break;
    hazard = outcome.hazard;
  }
  throw new Error(`an alarm could not be added to ${standing.id}`);
}

async function ring(tools: AlarmTools, alarm: ReceivedAlarm, { hazard, emergency }: { hazard: Hazard; emergency: EmergencyKind }) {
  const { db, now, dutyChats, everyMs } = tools;
  const { enterpriseName, place, address, location, district, townId } = hazard.facts;
  const eventId = eventOf(alarm);
  const said = {
    words: `${hazard.id} ${texts.description(saysOf(alarm.body, tools.rules))}`,
    enterprise: enterpriseName,
    place: [place ?? address, location].filter(Boolean).join(" ") || undefined,
    townId,
    reporterName: reporterOf(alarm).name,
  };
  await raiseAlarm({ db, now, everyMs }, { eventId, kind: emergency, said, district }, await dutyDesk(db, dutyChats, district));
  // The alarm of a case ends when the case is taken up: of one that was taken up before, it rings until somebody takes it.
  if (hazard.state === "registered") await bindAlarm(db, eventId, hazard.id);
}

function eventOf({ system, key }: Pick<ReceivedAlarm, "system" | "key">): string {
  return `monitoring/${system}/${key}`;
}

function reporterOf({ system }: ReceivedAlarm): Actor {
  return { ...SYSTEM, name: texts.reporter({ system }) };
}
