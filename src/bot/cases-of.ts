import type { HazardState } from "../hazards/hazard.ts";
import { listHazards } from "../hazards/ledger.ts";
import type { CasesOf } from "../registry/enterprise-profile.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/hazard-papers.ts";

/** What still asks something of somebody. */
const OPEN_STATES: readonly HazardState[] = ["registered", "returned", "accepted", "rectifying", "awaiting_reinspection", "transferred"];
const CASES_MAX = 20;
/** Of a line on a card. */
const TITLE_CHARACTERS = 40;

/** The open cases of an enterprise, the latest first. Who reported them is told to nobody here. */
export function casesOf(db: Db): CasesOf {
  return async (enterpriseId) => {
    const hazards = await listHazards(db, { enterpriseId, states: OPEN_STATES, limit: CASES_MAX });
    return hazards.map(({ id, facts, state, deadline }) => ({
      number: id,
      title: titleOf(facts.description),
      state: texts.states[state],
      deadline: deadline?.day,
    }));
  };
}

function titleOf(description: string): string {
  const line = description.replace(/\s+/gu, " ").trim();
  return line.length > TITLE_CHARACTERS ? `${line.slice(0, TITLE_CHARACTERS).toWellFormed()}……` : line;
}
