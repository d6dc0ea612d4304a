import { z } from "zod";
import { dayOf, formatMinute } from "../clock.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import type { KnownEnterprises } from "../registry/known-enterprises.ts";
import type { EmergencyKind } from "../texts/hazards.ts";
import { texts } from "../texts/monitoring.ts";
import type { Alarm } from "./alarms.ts";
import type { HazardFacts } from "./hazard.ts";
import { ALARM_LEVELS, type MonitoringRules } from "./monitoring-rules.ts";

/** What a monitoring system tells: what of it becomes a case, and whether it can wait. Pure. */

/** One line; what no database or card can hold is taken out of it. */
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .transform((text) =>
      text
        .toWellFormed()
        .replace(/\p{Cc}+/gu, " ")
        .trim(),
    );
const named = (longest: number) => line(longest).pipe(z.string().min(1));

export const DeviceAlarm = z
  .strictObject({
    /** Must be the system's own name, where it is said. */
    system: named(40).optional(),
    /** Where the header Idempotency-Key is not sent. */
    idempotency_key: named(100).optional(),
    device: named(100).optional(),
    enterprise: named(100).optional(),
    credit_code: z
      .string()
      .regex(/^[0-9A-Za-z]{18}$/)
      .optional(),
    district: named(40).optional(),
    place: named(200).optional(),
    location: named(100).optional(),
    kind: named(40),
    level: z.enum(ALARM_LEVELS),
    value: z.union([z.number(), named(40)]).optional(),
    unit: named(20).optional(),
    message: line(1000).default(""),
    /** With its zone. */
    at: z.iso.datetime({ offset: true }),
  })
  .refine(({ enterprise, credit_code, place }) => enterprise !== undefined || credit_code !== undefined || place !== undefined, {
    path: ["enterprise"],
    message: "one of enterprise, credit_code and place is needed",
  });
export type DeviceAlarm = z.infer<typeof DeviceAlarm>;

/** As it came in: from which system, under which key. */
export type ReceivedAlarm = { system: string; key: string; body: DeviceAlarm };

/** By which further alarms of the same device are known; where it has no name, by what it watches and where. */
export function deviceOf({ device, kind, enterprise, credit_code: code, place, location }: DeviceAlarm): string {
  return device ?? [code ?? enterprise, place, location, kind].filter(Boolean).join(" ");
}

export function emergencyOf({ kind, level }: DeviceAlarm, rules: MonitoringRules): EmergencyKind | undefined {
  const isHigh = ALARM_LEVELS.indexOf(level) >= ALARM_LEVELS.indexOf(rules.emergency_from);
  return isHigh ? rules.kinds.find((known) => known.kind === kind)?.emergency : undefined;
}

/**
 * Whether those on duty are to be rung at. Only while nobody has taken the alarm of the same emergency at the same case, which rings by
 * itself: another emergency, and the same one once it was taken, is another alarm. Once too often is better than never.
 * @param ringing  alarms of the case that nobody has taken
 */
export function isToRing(emergency: EmergencyKind | undefined, ringing: readonly Pick<Alarm, "kind">[]): boolean {
  return emergency !== undefined && ringing.every(({ kind }) => kind !== emergency);
}

/** The emergency of the case once this one is told as well: what came last, but smoke is no news of what burns, leaks or falls. */
export function emergencyAfter(told: EmergencyKind | undefined, before: string | undefined): string | undefined {
  const isKnown = told === undefined || (told === "smoke" && before !== undefined);
  return isKnown ? before : told;
}

export function saysOf(body: DeviceAlarm, rules: MonitoringRules) {
  const { kind, level, value, unit = "", message } = body;
  const name = rules.kinds.find((known) => known.kind === kind)?.name ?? kind;
  return { name, level, reading: value === undefined ? undefined : `${value} ${unit}`.trim(), message };
}

/** @param districts  those that are known: another one is nobody's */
export function factsOfAlarm(
  { system, body }: ReceivedAlarm,
  { rules, enterprises, districts }: { rules: MonitoringRules; enterprises: KnownEnterprises; districts: readonly string[] },
): HazardFacts {
  const registered = enterpriseOf(body, enterprises);
  const emergency = emergencyOf(body, rules);
  const says = saysOf(body, rules);
  const said = districts.find((district) => district === body.district);
  return {
    source: "monitoring",
    description: texts.description(says),
    enterpriseId: registered?.id,
    enterpriseName: registered?.name ?? body.enterprise,
    creditCode: registered?.creditCode ?? body.credit_code?.toUpperCase(),
    industry: registered?.industry,
    district: registered?.district ?? said,
    townId: registered?.townId,
    place: body.place ?? (registered ? undefined : body.district),
    address: registered?.address,
    location: body.location,
    inspectedOn: dayOf(new Date(body.at)),
    remark: texts.remark({ system, device: deviceOf(body), minute: formatMinute(new Date(body.at)) }),
    emergency,
    suspectedMajor: emergency && texts.reason(says),
  };
}

/** By its number, else by its name where that is one's alone. */
function enterpriseOf({ credit_code: code, enterprise = "" }: DeviceAlarm, known: KnownEnterprises): Enterprise | undefined {
  const numbered = code === undefined ? undefined : known.byCode.get(code.toUpperCase());
  const called = known.byName.get(enterprise) ?? known.byAlias.get(enterprise) ?? [];
  return numbered ?? (called.length === 1 ? called[0] : undefined);
}
