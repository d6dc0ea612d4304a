import { type Day, dayOf } from "../clock.ts";

/** A case of the ledger: what it carries, and how it stands. It changes by `transition` alone. */

export type HazardState =
  /** 登记 */
  | "registered"
  /** 退回补充 */
  | "returned"
  /** 受理 */
  | "accepted"
  /** 整改中 */
  | "rectifying"
  /** 待复查 */
  | "awaiting_reinspection"
  /** 移交 */
  | "transferred"
  /** 销号 */
  | "closed"
  /** 作废 */
  | "void";

/** 企业自报 · 检查 · 举报 · 转办 · 监测告警. */
type Source = "enterprise" | "inspection" | "tip" | "referred" | "monitoring";

/** 一般 · 重大: a person's judgement, never the program's. */
export type Level = "general" | "major";

/** 红=重大 · 橙=较大 · 黄=一般 · 蓝=低. */
type RiskColour = "red" | "orange" | "yellow" | "blue";

/** Who did something. `name` is as it was then; undefined when unknown, or kept to oneself. */
export type Actor = {
  /** open_id; of the program itself, "system". */
  id: string;
  role: string;
  name?: string | undefined;
};

/** What the program does by itself; steps that a person must answer for refuse it. */
export const SYSTEM: Actor = { id: "system", role: "system" };

/** What can be entered and corrected. The columns of the office's template among them; the rest of those follows from the case. */
export type HazardFacts = {
  source: Source;
  description: string;
  /** A model wrote the description from a photo, and whoever reported confirmed it. Undefined: people's own words. */
  describedBy?: "model" | undefined;
  reportingUnit?: string | undefined;
  /** Of knowledge/lexicon/industries.yaml. */
  industry?: string | undefined;
  enterpriseId?: string | undefined;
  enterpriseName?: string | undefined;
  enterpriseType?: string | undefined;
  creditCode?: string | undefined;
  district?: string | undefined;
  /** Of units: the town that it belongs to. */
  townId?: string | undefined;
  /** 属地, as it was said. */
  place?: string | undefined;
  address?: string | undefined;
  /** 负责人 */
  principal?: string | undefined;
  contact?: string | undefined;
  phone?: string | undefined;
  /** 隐患位置: where within the enterprise. */
  location?: string | undefined;
  category?: string | undefined;
  riskColour?: RiskColour | undefined;
  /** 判定依据, and 违反判定依据具体条款. */
  basis?: string | undefined;
  clause?: string | undefined;
  inspector?: string | undefined;
  inspectionMethod?: string | undefined;
  inspectedOn?: Day | undefined;
  /** Names of 专项整治 that it counts for, separated by 、. */
  campaign?: string | undefined;
  /** 举报情况备注 */
  remark?: string | undefined;
  /** Why it might be a major one: a flag for whoever judges, nothing more. */
  suspectedMajor?: string | undefined;
  /** What could not wait when it was reported, in the words of `emergency`. Undefined: nothing. */
  emergency?: string | undefined;
};

/** 五落实 but for the time limit, which is the deadline. */
export type Assignment = {
  department?: string | undefined;
  person?: string | undefined;
  /** open_id of the person, where known. */
  personId?: string | undefined;
  measures?: string | undefined;
  funds?: string | undefined;
  emergencyPlan?: string | undefined;
};

/** Until the end of `day`, in Shanghai. `rule` names the rule of the office that set it; undefined: a person did. */
export type Deadline = { day: Day; rule?: string | undefined; source?: string | undefined };

/** Something that was done: who, and on which day. The moment stands in the history. */
type Done = { by: Actor; on: Day };

export type Extension = Done & {
  until: Day;
  why: string;
  outcome: "asked" | "approved" | "refused" | "lapsed";
  decided?: (Done & { why?: string | undefined }) | undefined;
};

type Rectification = Done & {
  completedOn: Day;
  note?: string | undefined;
  photoIds: readonly string[];
  measures?: string | undefined;
  /** Of the re-inspection that followed. */
  verdict?: "pass" | "fail" | undefined;
};

type Reinspection = Done & { verdict: "pass" | "fail"; opinion?: string | undefined; photoIds: readonly string[] };

/** 移交 */
type Transfer = Done & {
  body: string;
  documentNumber?: string | undefined;
  why: string;
  receipt?: (Done & { note?: string | undefined }) | undefined;
  result?: (Done & { text: string }) | undefined;
};

/** 挂牌督办 */
export type Supervision = Done & {
  level: string;
  noticeNumber: string;
  until?: Day | undefined;
  served?: (Done & { receivedBy?: string | undefined }) | undefined;
  planFiled?: (Done & { note?: string | undefined }) | undefined;
  progress: readonly (Done & { text: string })[];
  lifted?: (Done & { why: string }) | undefined;
};

/** 双报告: to the regulator, and to the workers' congress. */
type MajorReport = Done & { to: "regulator" | "workers_congress"; document?: string | undefined; receipt?: Done | undefined };

export type Hazard = {
  /** The number of the ledger: YH-YYYYMMDD-NNN. */
  id: string;
  /** One more with every event. */
  version: number;
  state: HazardState;
  facts: HazardFacts;
  reporter: Actor;
  /** Nobody but an auditor is told who reported it: ask `shownName`. */
  anonymous: boolean;
  /** The chat in which it was reported: its members know of it. Undefined: it came another way. */
  chatId?: string | undefined;
  /** open_ids of others who reported the same. */
  followers: readonly string[];
  photoIds: readonly string[];
  /** Undefined until a person has judged. */
  judgement?: (Done & { level: Level }) | undefined;
  assignment?: Assignment | undefined;
  deadline?: Deadline | undefined;
  extensions: readonly Extension[];
  rectification?: Rectification | undefined;
  reinspections: readonly Reinspection[];
  transfer?: Transfer | undefined;
  supervisions: readonly Supervision[];
  majorReports: readonly MajorReport[];
  /** How often it was taken up again after it had been closed. */
  reopened: number;
  /** The closed case that came back as this one. */
  repeatOf?: string | undefined;
  /** Of a case that was voided as a duplicate: the one that stays. */
  duplicateOf?: string | undefined;
  recordedAt: Date;
  changedAt: Date;
  closedAt?: Date | undefined;
};

/** 屡改屡犯 */
export function isRepeated(hazard: Hazard): boolean {
  return hazard.reopened > 0 || hazard.repeatOf !== undefined;
}

export function isMajor(hazard: Hazard): boolean {
  return hazard.judgement?.level === "major";
}

/** The listed supervision that stands: there is at most one. */
export function standingSupervision(hazard: Hazard): Supervision | undefined {
  return hazard.supervisions.find(({ lifted }) => !lifted);
}

export function pendingExtension(hazard: Hazard): Extension | undefined {
  return hazard.extensions.find(({ outcome }) => outcome === "asked");
}

/** Somebody should have put it right by now and has not said so. The day of the deadline itself still counts. */
export function isOverdue({ state, deadline }: Pick<Hazard, "state" | "deadline">, now: Date): boolean {
  return state === "rectifying" && deadline !== undefined && deadline.day < dayOf(now);
}

/** The name to show for `actor` in this case; undefined for whoever reported it without a name. */
export function shownName({ anonymous, reporter }: Pick<Hazard, "anonymous" | "reporter">, actor: Actor): string | undefined {
  return anonymous && actor.id === reporter.id ? undefined : actor.name;
}
