import { findDutyFrom, insertDrafts } from "../../src/duties/duties.ts";
import { USUAL_RULES } from "../../src/duties/reminder-rules.ts";
import type { StoredDuty } from "../../src/duties/stored-duty.ts";
import type { What } from "../../src/registry/rights.ts";
import type { Door } from "./rights-door.ts";
import { type Attempt, AWAY, HOME, type Stage } from "./rights-stage.ts";

/** How the rights to see and to confirm duties are used in chat. */

const LIST_TITLE = "任务列表";
const DRAFTS_TITLE = "待确认任务";

/** What enterprises have to do is the matter of whoever stands for one. */
function ownMatter({ enterprises }: Stage, { speaker }: Attempt): What {
  return speaker.startsWith("enterprise_") ? { enterpriseId: enterprises.ours.id } : {};
}

const inDistrict = (district: string) => (): What => ({ district });

export const DUTY_DOORS: readonly Door[] = [
  {
    action: "see_duties",
    by: "asks for the list",
    concerns: ownMatter,
    async had(stage, attempt) {
      await stage.say(attempt, "任务列表");
      return (await stage.said()).includes(LIST_TITLE);
    },
  },
  {
    action: "see_duties",
    by: "opens one of enterprises",
    concerns: (stage, attempt) => ({ district: HOME, ...ownMatter(stage, attempt) }),
    had: async (stage, attempt) =>
      (await stage.press(attempt, { do: "show_duty", dutyId: (await aDuty(stage, attempt, HOME)).id, here: true })).card !== undefined,
  },
  {
    action: "see_duties",
    by: "opens one of another district",
    concerns: inDistrict(AWAY),
    where: "private",
    had: async (stage, attempt) =>
      (await stage.press(attempt, { do: "show_duty", dutyId: (await aDuty(stage, attempt, AWAY)).id, here: true })).card !== undefined,
  },
  {
    action: "confirm_duty",
    by: "asks what waits",
    concerns: () => ({}),
    async had(stage, attempt) {
      await stage.say(attempt, "待确认任务");
      return (await stage.said()).includes(DRAFTS_TITLE);
    },
  },
  ...[HOME, AWAY].map(
    (district): Door => ({
      action: "confirm_duty",
      by: `confirms one of ${district}`,
      concerns: inDistrict(district),
      async had(stage, attempt) {
        const { id, origin, version } = await aDuty(stage, attempt, district);
        await stage.press(attempt, { do: "step_duty", step: "confirm", dutyId: id, version });
        return (await findDutyFrom(stage.db, origin))?.state === "active";
      },
    }),
  ),
  {
    action: "confirm_duty",
    by: "schedules in plain words",
    concerns: () => ({}),
    async had(stage, attempt) {
      await stage.say(attempt, "每周一上午9点提醒我检查燃气");
      return (await findDutyFrom(stage.db, `person/${attempt.eventId}`)) !== undefined;
    },
  },
];

/** A draft that is ready to be confirmed. */
async function aDuty({ db, clock }: Stage, { eventId }: Attempt, district: string): Promise<StoredDuty> {
  const origin = `person/duty of ${district} for ${eventId}`;
  const content = {
    duty: "检查燃气",
    who: "商贸企业",
    whoBasis: "stated" as const,
    responsible: undefined,
    recurrence: { kind: "dated" as const, days: ["2026-12-20"] },
    from: undefined,
    to: undefined,
    inferred: [],
    sources: [],
  };
  const proposal = {
    schedule: { kind: "dated" as const, days: ["2026-12-20"] },
    leads: USUAL_RULES.leads.seldom,
    at: USUAL_RULES.at,
    daysOff: USUAL_RULES.daysOff,
    audience: { chatIds: ["oc_enterprises"], people: [] },
    wantsEvidence: false,
  };
  await insertDrafts(db, [{ origin, document: undefined, district, content, createdBy: "ou_lin", proposal }], clock.now());
  const duty = await findDutyFrom(db, origin);
  if (!duty) throw new TypeError("the duty was not written");
  return duty;
}
