import { mayI, type Where, type Who } from "../registry/rights.ts";
import type { Db } from "../storage/db.ts";
import { type Hazard, type HazardState, pendingExtension } from "./hazard.ts";
import { listHazards } from "./ledger.ts";
import type { StepName } from "./step.ts";
import { RIGHT_FOR, whatOf } from "./step-rights.ts";

/** The cases that wait for somebody. */

type Asking = { openId: string; who: Who; where: Where; chatId: string };

const WAITING: readonly HazardState[] = ["registered", "returned", "accepted", "rectifying", "awaiting_reinspection", "transferred"];
const SCANNED_MAX = 500;

/** The latest first. Only what may be seen here. */
export async function casesToDo(db: Db, asking: Asking): Promise<Hazard[]> {
  const { who, openId } = asking;
  const grants = who.status === "active" ? who.grants : [];
  const scopes = [
    { responsibleId: openId },
    { reporterId: openId },
    ...grants.map(({ district, enterpriseId }) => (enterpriseId === undefined ? { district } : { enterpriseId })),
  ];
  const found = new Map<string, Hazard>();
  for (const scope of scopes) {
    for (const hazard of await listHazards(db, { ...scope, states: WAITING, limit: SCANNED_MAX })) found.set(hazard.id, hazard);
  }
  return [...found.values()].filter((hazard) => isTheirTurn(hazard, asking)).sort((a, b) => (a.id < b.id ? 1 : -1));
}

function isTheirTurn(hazard: Hazard, asking: Asking): boolean {
  const what = whatOf(hazard, asking);
  const may = (action: Parameters<typeof mayI>[1]) => mayI(asking.who, action, asking.where, what).allowed;
  return may("see_case") && nextStepsOf(hazard, asking).some((step) => may(RIGHT_FOR[step]));
}

/** What the case waits for, as far as it can wait for this person: the office does not rectify what is an enterprise's. */
function nextStepsOf(hazard: Hazard, { openId, who }: Asking): StepName[] {
  const isCharged = hazard.assignment?.personId === openId || isOfEnterprise(hazard, who);
  switch (hazard.state) {
    case "registered":
      return ["accept"];
    case "returned":
      return hazard.reporter.id === openId ? ["supplement"] : [];
    case "accepted":
      return ["assign"];
    case "rectifying":
      return [
        ...(pendingExtension(hazard) ? (["approve_extension"] as const) : []),
        ...(isCharged ? (["finish_rectification"] as const) : []),
      ];
    case "awaiting_reinspection":
      return [hazard.rectification?.verdict === "pass" ? "close" : "pass_reinspection"];
    case "transferred":
      return hazard.transfer?.result ? [] : ["record_transfer_result"];
    default:
      return [];
  }
}

function isOfEnterprise({ facts }: Hazard, { grants }: Who): boolean {
  return facts.enterpriseId !== undefined && grants.some(({ enterpriseId }) => enterpriseId === facts.enterpriseId);
}
