import { assertNever } from "../errors.ts";
import type { ChatKind, ChatSettings } from "./chat.ts";
import { type Grant, ROLES, type Role, STAFF_ROLES } from "./role.ts";

/**
 * Who may do what, in which chat, to what. Everything that answers, shows, exports or moves something asks here, and nowhere else.
 * Everybody is a reporter, too; what several roles allow adds up.
 */

/**
 * How far a role reaches:
 * - `any`: whatever it is          - `own`: what this person reported         - `enterprise`: what is their enterprise's
 * - `town`: what lies in their town - `district`: what lies in their district  - `all`: only a role without the limit of a district
 */
type Reach = "-" | "any" | "own" | "enterprise" | "town" | "district" | "all";

/**
 * Where it may be done and seen:
 * - `anywhere`
 * - `tenant`: not among strangers
 * - `members`: where everybody present may see it: a private chat, an inner group of that district, the group of that enterprise
 *   alone, and the chat in which the case was opened
 * - `offices`: a private chat, or an inner group of that district
 * - `private`: a private chat only
 */
type Place = "anywhere" | "tenant" | "members" | "offices" | "private";

type Row = readonly [Reach, Reach, Reach, Reach, Reach, Reach, Reach, Reach, Reach, Place];

// biome-ignore format: a table that people read
const RIGHTS = {
  // Questions            reporter  safety        principal     town        bureau      duty        approver    administr.  auditor
  ask:                   ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "anywhere"],
  vote:                  ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "anywhere"],
  hand_over:             ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "anywhere"],
  answer_hand_over:      ["-",      "-",          "-",          "district", "district", "district", "district", "district", "-",        "offices"],
  see_gaps:              ["-",      "-",          "-",          "-",        "district", "district", "district", "district", "district", "offices"],
  manage_knowledge:      ["-",      "-",          "-",          "-",        "district", "-",        "-",        "district", "-",        "offices"],

  // Hazards and their cases
  report_hazard:         ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "anywhere"],
  see_case:              ["own",    "enterprise", "enterprise", "district", "district", "district", "district", "district", "district", "members"],
  follow_case:           ["own",    "enterprise", "enterprise", "town",     "district", "district", "district", "district", "-",        "members"],
  rectify_case:          ["-",      "enterprise", "enterprise", "town",     "district", "district", "-",        "district", "-",        "members"],
  accept_case:           ["-",      "-",          "-",          "town",     "district", "district", "-",        "district", "-",        "members"],
  take_alarm:            ["-",      "-",          "-",          "town",     "district", "district", "-",        "district", "-",        "anywhere"],
  assign_case:           ["-",      "-",          "-",          "town",     "district", "district", "-",        "district", "-",        "members"],
  transfer_case:         ["-",      "-",          "-",          "town",     "district", "district", "-",        "district", "-",        "members"],
  inspect_case:          ["-",      "-",          "-",          "town",     "district", "-",        "-",        "district", "-",        "members"],
  close_case:            ["-",      "-",          "-",          "town",     "district", "-",        "-",        "district", "-",        "members"],
  void_case:             ["-",      "-",          "-",          "-",        "district", "-",        "district", "district", "-",        "members"],
  reopen_case:           ["own",    "-",          "-",          "town",     "district", "district", "-",        "district", "-",        "members"],
  extend_case:           ["-",      "-",          "-",          "-",        "-",        "-",        "district", "district", "-",        "members"],
  supervise_case:        ["-",      "-",          "-",          "-",        "-",        "-",        "district", "district", "-",        "offices"],
  see_ledger:            ["-",      "-",          "-",          "district", "district", "district", "district", "district", "district", "offices"],
  export_ledger:         ["-",      "-",          "-",          "-",        "district", "-",        "district", "district", "district", "offices"],
  import_ledger:         ["-",      "-",          "-",          "-",        "district", "-",        "-",        "district", "-",        "offices"],

  // Enterprises
  see_enterprise:        ["-",      "enterprise", "enterprise", "district", "district", "district", "district", "district", "district", "members"],
  edit_enterprise:       ["-",      "-",          "-",          "town",     "district", "-",        "-",        "district", "-",        "offices"],
  enter_risks:           ["-",      "enterprise", "enterprise", "town",     "district", "-",        "-",        "district", "-",        "members"],
  see_phone:             ["-",      "enterprise", "enterprise", "district", "district", "district", "district", "district", "-",        "offices"],
  see_listings:          ["-",      "enterprise", "enterprise", "district", "district", "district", "district", "district", "district", "offices"],
  enter_listing:         ["-",      "-",          "-",          "-",        "district", "-",        "district", "district", "-",        "offices"],
  bind_enterprise:       ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "private"],
  invite:                ["-",      "-",          "-",          "town",     "district", "-",        "-",        "district", "-",        "offices"],
  confirm_binding:       ["-",      "-",          "-",          "town",     "district", "-",        "-",        "district", "-",        "offices"],
  import_registry:       ["-",      "-",          "-",          "-",        "district", "-",        "-",        "district", "-",        "offices"],
  export_registry:       ["-",      "-",          "-",          "-",        "district", "-",        "-",        "district", "district", "offices"],

  // People and groups
  see_responsible:       ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "tenant"],
  see_people:            ["-",      "-",          "-",          "district", "district", "district", "district", "district", "district", "offices"],
  grant_roles:           ["-",      "-",          "-",          "-",        "-",        "-",        "-",        "district", "-",        "offices"],
  grant_everywhere:      ["-",      "-",          "-",          "-",        "-",        "-",        "-",        "all",      "-",        "offices"],
  set_up_chat:           ["-",      "-",          "-",          "-",        "-",        "-",        "-",        "district", "-",        "anywhere"],

  // Notices: whoever approves is somebody who was given that role, an administrator is not by being one
  compose_notice:        ["-",      "-",          "-",          "district", "district", "district", "district", "district", "-",        "offices"],
  approve_notice:        ["-",      "-",          "-",          "-",        "-",        "-",        "district", "-",        "-",        "offices"],
  send_notice:           ["-",      "-",          "-",          "-",        "district", "district", "district", "district", "-",        "offices"],
  recall_notice:         ["-",      "-",          "-",          "-",        "district", "district", "district", "district", "-",        "offices"],
  see_inner_notice:      ["-",      "-",          "-",          "district", "district", "district", "district", "district", "district", "offices"],
  see_receipts:          ["-",      "-",          "-",          "district", "district", "district", "district", "district", "district", "offices"],
  acknowledge_notice:    ["any",    "any",        "any",        "any",      "any",      "any",      "any",      "any",      "any",      "anywhere"],

  // Duties of the plans
  see_duties:            ["-",      "enterprise", "enterprise", "district", "district", "district", "district", "district", "district", "members"],
  confirm_duty:          ["-",      "-",          "-",          "-",        "district", "-",        "district", "district", "-",        "offices"],
  deliver_duty:          ["-",      "enterprise", "enterprise", "town",     "district", "district", "-",        "district", "-",        "members"],
  accept_duty:           ["-",      "-",          "-",          "-",        "district", "-",        "district", "district", "-",        "offices"],

  // The audit
  see_audit:             ["-",      "-",          "-",          "-",        "-",        "-",        "-",        "all",      "all",      "private"],
  export_audit:          ["-",      "-",          "-",          "-",        "-",        "-",        "-",        "-",        "all",      "private"],
} as const satisfies Readonly<Record<string, Row>>;

export type Action = keyof typeof RIGHTS;

/** Who asks. Whoever left has the rights of a reporter, whatever was granted. */
export type Who = { status: "active" | "resigned"; grants: readonly Grant[] };

/** The chat in which it is asked, or in which it will be seen. */
export type Where = {
  kind: ChatKind;
  /** Those whose matters are dealt with here: of a group its own, of a duty chat all that it serves. */
  districts: readonly string[];
  /** Of an enterprise group of one enterprise alone. */
  enterpriseId: string | undefined;
  asking: ChatSettings["asking"];
  /** Of an inner group: somebody sits there who is not of the offices, or nobody can tell. */
  hasOutsiders?: boolean;
};

/** What it is done to. What is not known of it is left out. */
export type What = {
  district?: string | undefined;
  townId?: string | undefined;
  enterpriseId?: string | undefined;
  /** This person reported it. */
  own?: boolean;
  /** It was reported in this very chat: its members know it. */
  openedHere?: boolean;
};

export type Refusal =
  /** `roles`: whoever may. */
  | { because: "role"; roles: readonly Role[] }
  | { because: "not_yours" | "another_enterprise" | "another_town" | "another_district" | "limited_to_district" }
  | {
      because:
        | "only_private"
        | "only_offices"
        | "strangers"
        | "others_would_see"
        | "outsiders"
        | "chat_of_another_district"
        | "chat_without_district";
    }
  | { because: "asking_limited"; to: "registered" | "staff" };

export type Permission = { allowed: true } | { allowed: false; reason: Refusal };

const ALLOWED: Permission = { allowed: true };

/** Whether `who` may do it here. */
export function mayI(who: Who, action: Action, where: Where, what: What = {}): Permission {
  const reason = refusalOfRole(who, action, what) ?? refusalOfPlace(action, where, what) ?? refusalOfSettings(who, action, where);
  return reason ? { allowed: false, reason } : ALLOWED;
}

/**
 * Whether what this right shows may be said in a chat of its district without anybody's asking for it: then it is for all who sit there to see.
 */
export function mayStandIn(action: Action, where: Omit<Where, "districts" | "enterpriseId" | "asking">): boolean {
  const place = { ...where, districts: [ITS_OWN], enterpriseId: undefined, asking: "everyone" } as const;
  return refusalOfPlace(action, place, { district: ITS_OWN }) === undefined;
}

/** Stands for the district that both are of. */
const ITS_OWN = "";

/** What `who` may do here at all, to something that is theirs: what 「帮助」 shows. */
export function possibleActions(who: Who, where: Where): Action[] {
  const own = { own: true, district: where.districts[0], enterpriseId: where.enterpriseId };
  const reach = standingOf(who).map(({ district, unitId, enterpriseId }) => ({
    own: true,
    district: district ?? where.districts[0],
    townId: unitId,
    enterpriseId: enterpriseId ?? where.enterpriseId,
  }));
  return ACTIONS.filter((action) => [own, ...reach].some((what) => mayI(who, action, where, what).allowed));
}

export const ACTIONS = Object.keys(RIGHTS) as readonly Action[];

/** A row of the table: how far each role reaches, in the order of ROLES, and where. */
export function rightOf(action: Action): { reaches: readonly Reach[]; place: Place } {
  const row: Row = RIGHTS[action];
  return { reaches: row.slice(0, ROLES.length) as readonly Reach[], place: row[ROLES.length] as Place };
}

function standingOf(who: Who): readonly Grant[] {
  return who.status === "active" ? who.grants : [];
}

/** Undefined: one of the roles allows it. Of several refusals the one that came nearest is told: the last. */
function refusalOfRole(who: Who, action: Action, what: What): Refusal | undefined {
  const { reaches } = rightOf(action);
  const reachOf = (role: Role) => reaches[ROLES.indexOf(role)] ?? "-";
  const held = [{ role: "reporter" as const, grant: undefined }, ...standingOf(who).map((grant) => ({ role: grant.role, grant }))];
  const reaching = held.filter(({ role }) => reachOf(role) !== "-");
  if (reaching.length === 0) return { because: "role", roles: ROLES.filter((role) => reachOf(role) !== "-") };
  const problems = reaching.map(({ role, grant }) => outOfReach(reachOf(role), grant, what));
  if (problems.includes(undefined)) return undefined;
  const because = problems.at(-1);
  return because && { because };
}

type OutOfReach = "not_yours" | "another_enterprise" | "another_town" | "another_district" | "limited_to_district";

/** @param grant  undefined of a reporter */
function outOfReach(reach: Reach, grant: Grant | undefined, what: What): OutOfReach | undefined {
  switch (reach) {
    case "any":
      return undefined;
    case "own":
      return what.own ? undefined : "not_yours";
    case "enterprise":
      return grant?.enterpriseId !== undefined && grant.enterpriseId === what.enterpriseId ? undefined : "another_enterprise";
    case "town":
      return grant?.unitId !== undefined && grant.unitId === what.townId ? undefined : "another_town";
    case "district":
      return isWithin(grant, what) ? undefined : "another_district";
    case "all":
      return grant && grant.district === undefined ? undefined : "limited_to_district";
    case "-":
      return "not_yours";
    default:
      return assertNever(reach);
  }
}

/** What concerns no district that we know of concerns the officers of each. */
function isWithin(grant: Grant | undefined, { district }: What): boolean {
  return grant !== undefined && (grant.district === undefined || district === undefined || grant.district === district);
}

function refusalOfPlace(action: Action, where: Where, what: What): Refusal | undefined {
  const { place } = rightOf(action);
  if (place === "anywhere" || where.kind === "private") return undefined;
  if (place === "private") return { because: "only_private" };
  if (place === "tenant") return where.kind === "external" ? { because: "strangers" } : undefined;
  if (place === "members" && what.openedHere) return undefined;
  if (where.kind === "inner") return refusalOfInnerGroup(where, what);
  if (place === "offices") return { because: "only_offices" };
  const isTheirs = where.kind === "enterprise" && where.enterpriseId !== undefined && where.enterpriseId === what.enterpriseId;
  return isTheirs ? undefined : { because: "others_would_see" };
}

/** An inner group sees its own district's matters. */
function refusalOfInnerGroup({ districts, hasOutsiders }: Where, { district }: What): Refusal | undefined {
  if (hasOutsiders) return { because: "outsiders" };
  if (districts.length === 0) return { because: "chat_without_district" };
  return district === undefined || districts.includes(district) ? undefined : { because: "chat_of_another_district" };
}

/** Who may ask in a group is for its administrator to say. */
function refusalOfSettings(who: Who, action: Action, { asking, kind }: Where): Refusal | undefined {
  if (action !== "ask" || asking === "everyone" || kind === "private") return undefined;
  const roles = standingOf(who).map(({ role }) => role);
  const isAdmitted = asking === "registered" ? roles.length > 0 : roles.some((role) => STAFF_ROLES.includes(role));
  return isAdmitted ? undefined : { because: "asking_limited", to: asking };
}
