import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { dayOf } from "../../src/clock.ts";
import { insertAlarm } from "../../src/hazards/alarms.ts";
import type { CaseStep, FormName } from "../../src/hazards/case-forms.ts";
import { fieldKey } from "../../src/hazards/case-forms.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { findHazard } from "../../src/hazards/ledger.ts";
import { advanceAll, recordHazard } from "../../src/hazards/report.ts";
import type { Step } from "../../src/hazards/step.ts";
import type { Action, What } from "../../src/registry/rights.ts";
import { keepUpload } from "../../src/registry/workbook-uploads.ts";
import { FACTS, OFFICER } from "../hazards/cases.ts";
import { type Door, ofEach } from "./rights-door.ts";
import { type Attempt, HOME, type Stage, type Whose, whatOf } from "./rights-stage.ts";

/** How the rights to hazards and their cases are used in chat. What is ours was reported by whoever has no role. */

const REPORTER = { id: "ou_reporter", role: "reporter", name: "王建福" };
const DESCRIPTION = "后厨煤气软管老化开裂";
const SAID = "已现场核实";

const atHome = () => ({ district: HOME });
/** Which right a step is to ask for, said once more, and what the case must have gone through before. */
type Way = { action: Action; step: CaseStep; before: (day: string) => readonly Step[]; form?: FormName; fields?: Record<string, string> };

const ACCEPT = { do: "accept" } as const;
const MAJOR = { do: "judge_level", level: "major", basis: "判定标准第三条" } as const;
const FINISH = (day: string) => ({ do: "finish_rectification", completedOn: day, note: SAID }) as const;
const PASS = { do: "pass_reinspection", note: SAID } as const;
const ASSIGN = (day: string) => ({ do: "assign", assignment: { person: "陈老板" }, deadline: { day } }) as const;
const ASK = { do: "ask_extension", until: "2027-03-01", note: SAID } as const;
const LIST = (on: string) => ({ do: "list_for_supervision", level: "区级", noticeNumber: "洛安督〔2026〕1号", on }) as const;
const TRANSFER = (on: string) => ({ do: "transfer", body: "区消防救援大队", note: SAID, on }) as const;

const WAYS: readonly Way[] = [
  { action: "accept_case", step: "accept", before: () => [] },
  { action: "accept_case", step: "send_back", before: () => [], fields: { note: SAID } },
  { action: "follow_case", step: "supplement", before: () => [{ do: "send_back", note: SAID }], fields: { location: "二楼" } },
  { action: "accept_case", step: "amend", before: () => [ACCEPT], fields: { location: "二楼" } },
  { action: "accept_case", step: "judge_level", before: () => [ACCEPT], fields: { level: "general", basis: "判定标准" } },
  { action: "assign_case", step: "assign", before: () => [ACCEPT], fields: { person: "陈老板", day: "2026-12-01" } },
  { action: "assign_case", step: "reassign", before: (day) => [ACCEPT, ASSIGN(day)], fields: { person: "李老板" } },
  { action: "rectify_case", step: "ask_extension", before: (day) => [ACCEPT, ASSIGN(day)], fields: { until: "2027-03-01", note: SAID } },
  { action: "extend_case", step: "approve_extension", before: (day) => [ACCEPT, ASSIGN(day), ASK], form: "decide_extension" },
  {
    action: "extend_case",
    step: "refuse_extension",
    before: (day) => [ACCEPT, ASSIGN(day), ASK],
    form: "decide_extension",
    fields: { note: SAID },
  },
  { action: "rectify_case", step: "finish_rectification", before: () => [ACCEPT], fields: { note: SAID } },
  { action: "inspect_case", step: "pass_reinspection", before: (day) => [ACCEPT, FINISH(day)], form: "reinspect", fields: { note: SAID } },
  {
    action: "inspect_case",
    step: "fail_reinspection",
    before: (day) => [ACCEPT, FINISH(day)],
    form: "reinspect",
    fields: { note: SAID, day: "2026-12-01" },
  },
  { action: "close_case", step: "close", before: (day) => [ACCEPT, FINISH(day), PASS] },
  { action: "reopen_case", step: "reopen", before: (day) => [ACCEPT, FINISH(day), PASS, { do: "close" }], fields: { note: SAID } },
  { action: "transfer_case", step: "transfer", before: () => [ACCEPT], fields: { body: "区消防救援大队", note: SAID } },
  { action: "transfer_case", step: "confirm_transfer", before: (day) => [ACCEPT, TRANSFER(day)] },
  { action: "transfer_case", step: "record_transfer_result", before: (day) => [ACCEPT, TRANSFER(day)], fields: { result: SAID } },
  { action: "transfer_case", step: "take_back", before: (day) => [ACCEPT, TRANSFER(day)], fields: { note: SAID } },
  { action: "void_case", step: "void", before: () => [], fields: { reason: "false_alarm", note: SAID } },
  {
    action: "supervise_case",
    step: "list_for_supervision",
    before: () => [ACCEPT, MAJOR],
    fields: { supervisionLevel: "区级", noticeNumber: "1号" },
  },
  { action: "supervise_case", step: "serve_supervision_notice", before: (day) => [ACCEPT, MAJOR, LIST(day)] },
  { action: "rectify_case", step: "file_supervision_plan", before: (day) => [ACCEPT, MAJOR, LIST(day)] },
  { action: "rectify_case", step: "report_supervision_progress", before: (day) => [ACCEPT, MAJOR, LIST(day)], fields: { result: SAID } },
  { action: "supervise_case", step: "lift_supervision", before: (day) => [ACCEPT, MAJOR, LIST(day)], fields: { note: SAID } },
  { action: "rectify_case", step: "report_major", before: () => [ACCEPT, MAJOR], fields: { to: "regulator" } },
  {
    action: "inspect_case",
    step: "confirm_major_report",
    before: (on) => [ACCEPT, MAJOR, { do: "report_major", to: "regulator", on }],
    fields: { to: "regulator" },
  },
  { action: "follow_case", step: "add_evidence", before: () => [], fields: { note: SAID } },
];

export const HAZARD_DOORS: readonly Door[] = [
  {
    action: "report_hazard",
    by: "tells of a hazard",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.say(attempt, "我店后厨灶台边的煤气软管老化开裂了");
      return (await stage.rowsOf("hazard_drafts")) === 1;
    },
  },
  {
    action: "report_hazard",
    by: "presses below an answer",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.press(attempt, { do: "begin_report" });
      return (await stage.rowsOf("hazard_drafts")) === 1;
    },
  },
  ...ofEach((whose) => ({
    action: "see_case",
    by: `asks for ${whose} by its number`,
    concerns: (stage, attempt) => caseOf(stage, attempt, whose),
    async had(stage, attempt) {
      await stage.say(attempt, (await caseAfter(stage, whose, () => [])).id);
      return (await stage.said()).includes(DESCRIPTION);
    },
  })),
  ...ofEach((whose) => ({
    action: "see_case",
    by: `presses ${whose} in a list`,
    concerns: (stage, attempt) => caseOf(stage, attempt, whose),
    async had(stage, attempt) {
      await stage.press(attempt, { do: "show_case", hazardId: (await caseAfter(stage, whose, () => [])).id });
      return (await stage.said()).includes(DESCRIPTION);
    },
  })),
  ...ofEach((whose) => ({
    action: "see_case",
    by: `presses for the clauses of ${whose}`,
    // In a group who may ask counts, too.
    where: "private",
    concerns: (stage, attempt) => caseOf(stage, attempt, whose),
    async had(stage, attempt) {
      await stage.empty("answers");
      await stage.press(attempt, { do: "ask_case_clauses", hazardId: (await caseAfter(stage, whose, () => [])).id });
      return (await stage.rowsOf("answers")) === 1;
    },
  })),
  ...ofEach((whose) => ({
    action: "accept_case",
    by: `opens the form of ${whose}`,
    concerns: (stage, attempt) => caseOf(stage, attempt, whose),
    async had(stage, attempt) {
      const { id: hazardId, version } = await caseAfter(stage, whose, () => []);
      return (await stage.press(attempt, { do: "open_case_form", form: "accept", hazardId, version })).card !== undefined;
    },
  })),
  ...ofEach((whose) => ({
    action: "follow_case",
    by: `goes on about ${whose}`,
    concerns: (stage, attempt) => caseOf(stage, attempt, whose),
    async had(stage, attempt) {
      const hazard = await caseAfter(stage, whose, () => []);
      await stage.say(attempt, `上次报的 ${hazard.id} 怎么还没人来`);
      return hasMoved(stage, hazard);
    },
  })),
  ...WAYS.flatMap((way, index) =>
    ofEach((whose) => ({
      // Where a right holds, the first of its steps shows.
      ...(WAYS.findIndex(({ action }) => action === way.action) < index && { where: "private" as const }),
      action: way.action,
      by: `${way.step} of ${whose}`,
      concerns: (stage, attempt) => caseOf(stage, attempt, whose),
      async had(stage, attempt) {
        const hazard = await caseAfter(stage, whose, way.before);
        const { id: hazardId, version } = hazard;
        await stage.press(attempt, { do: "take_case_step", step: way.step, hazardId, version }, formOf(way));
        return hasMoved(stage, hazard);
      },
    })),
  ),
  ...ofEach((whose) => ({
    action: "reopen_case",
    by: `says that ${whose} is not put right`,
    concerns: (stage, attempt) => caseOf(stage, attempt, whose),
    async had(stage, attempt) {
      const hazard = await caseAfter(stage, whose, (day) => [ACCEPT, FINISH(day), PASS, { do: "close" }]);
      await stage.press(attempt, { do: "answer_fixed", hazardId: hazard.id, version: hazard.version, verdict: "not_fixed" });
      return hasMoved(stage, hazard);
    },
  })),
  ...ofEach((whose) => ({
    action: "take_alarm",
    by: `takes the alarm of ${whose}`,
    concerns: ({ enterprises }) => ({ district: enterprises[whose].district, townId: enterprises[whose].townId }),
    async had(stage, attempt) {
      await stage.empty("hazard_alarms");
      const { district, townId } = stage.enterprises[whose];
      const said = { words: "着火了", ...(townId !== undefined && { townId }) };
      const raised = { eventId: attempt.eventId, kind: "fire", said, district, nextAt: stage.clock.now() } as const;
      const alarm = await insertAlarm(stage.db, raised, stage.clock.now());
      await stage.press(attempt, { do: "take_alarm", alarmId: alarm?.id });
      return (await stage.rowsOf("hazard_alarms where taken_at is not null")) === 1;
    },
  })),
  {
    action: "see_ledger",
    by: "asks for the figures",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.say(attempt, "本月隐患");
      return (await stage.said()).includes(HOME);
    },
  },
  {
    action: "export_ledger",
    by: "asks for the file",
    concerns: atHome,
    async had(stage, attempt) {
      await caseAfter(stage, "ours", () => []);
      await stage.say(attempt, "导出台账");
      return sheetsNaming(stage, stage.enterprises.ours.name);
    },
  },
  {
    action: "import_ledger",
    by: "presses to confirm a list",
    // The rows are judged one by one when it is done.
    concerns: () => ({}),
    async had(stage, attempt) {
      const { chatId } = attempt;
      const hash = createHash("sha256").update(stage.workbook).digest("hex");
      const draft = { hash, kind: "ledger", fileName: "台账.xlsx", bytes: Buffer.from(stage.workbook), outcomes: {}, chatId } as const;
      await keepUpload(stage.db, { ...draft, uploadedBy: "ou_lin" }, stage.clock.now());
      await stage.press(attempt, { do: "confirm_import", hash, goodRows: false });
      return (await stage.rowsOf("inbox")) === 1;
    },
  },
];

/** Whether the one file that waits to be sent names it. */
async function sheetsNaming({ db }: Stage, name: string): Promise<boolean> {
  const { rows } = await db.query<{ bytes: Uint8Array }>("select bytes from outgoing_files");
  return rows.some(({ bytes }) => Object.values(unzipSync(bytes)).some((part) => strFromU8(part).includes(name)));
}

function caseOf(stage: Stage, { openId }: Attempt, whose: Whose): What {
  return { ...whatOf(stage, whose), own: whose === "ours" && openId === REPORTER.id };
}

const standing = new WeakMap<Stage, Map<string, Hazard>>();

/** A case that has gone that way: the one that nobody could move, else a new one. */
async function caseAfter(stage: Stage, whose: Whose, before: Way["before"]): Promise<Hazard> {
  const steps = before(dayOf(stage.clock.now()));
  const cases = standing.get(stage) ?? new Map<string, Hazard>();
  standing.set(stage, cases);
  const way = JSON.stringify([whose, steps]);
  const known = cases.get(way);
  if (known && !(await hasMoved(stage, known))) return known;
  const hazard = await aCase(stage, whose, steps);
  cases.set(way, hazard);
  return hazard;
}

let recorded = 0;

async function aCase({ db, clock, enterprises }: Stage, whose: Whose, steps: readonly Step[]): Promise<Hazard> {
  const needs = { db, now: clock.now };
  const { id: enterpriseId, name: enterpriseName, district, townId } = enterprises[whose];
  const facts = { ...FACTS, description: DESCRIPTION, enterpriseId, enterpriseName, district, townId };
  const reporter = whose === "ours" ? REPORTER : OFFICER;
  recorded += 1;
  const { hazard } = await recordHazard(needs, { origin: `case ${recorded}`, facts, reporter }, async () => {});
  if (steps.length === 0) return hazard;
  const outcome = await advanceAll(needs, { hazardId: hazard.id, version: hazard.version, steps, actor: OFFICER }, async () => {});
  if (outcome.kind !== "moved") throw new Error(`the case was not moved: ${JSON.stringify(outcome)}`);
  return outcome.hazard;
}

async function hasMoved({ db }: Stage, { id, version }: Hazard): Promise<boolean> {
  return (await findHazard(db, id))?.version !== version;
}

function formOf({ step, form, fields = {} }: Way): Record<string, string> {
  const name = form ?? (step as FormName);
  return Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [fieldKey(name, field as Parameters<typeof fieldKey>[1]), value]),
  );
}
