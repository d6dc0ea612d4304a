import { texts } from "../texts/case.ts";
import { type Actor, type Hazard, SYSTEM, shownName } from "./hazard.ts";
import { factsOf } from "./history-lines.ts";
import type { HazardEvent } from "./step.ts";

/** What whoever reported hears of a step. */

/** What they said themselves, or what only the office keeps book of. */
const UNTOLD: readonly HazardEvent["step"]["do"][] = ["record", "join", "add_evidence", "amend", "judge_level", "withhold_name"];

/** Undefined: nothing that concerns them. Nobody is named who reported without a name. */
export function progressOf(hazard: Hazard, { step, actor }: HazardEvent): string | undefined {
  if (UNTOLD.includes(step.do)) return undefined;
  const name = actor.id === SYSTEM.id || isPrivateTo(hazard, actor) ? undefined : shownName(hazard, actor);
  return texts.progress({ id: hazard.id, done: texts.done[step.do], name, detail: detailOf(hazard, step) });
}

/** All who reported hear the same; of each other they hear nothing. */
function isPrivateTo({ reporter, followers }: Hazard, { id }: Actor): boolean {
  return followers.includes(id) || (id === reporter.id && followers.length > 0);
}

function detailOf({ deadline }: Hazard, step: HazardEvent["step"]): string {
  const { progressDetail } = texts;
  const said = step.note ? progressDetail.said({ text: step.note }) : "";
  switch (step.do) {
    case "assign":
    case "approve_extension":
      return deadline ? progressDetail.deadline(deadline) : "";
    case "transfer":
      return progressDetail.transferred(step);
    case "close":
      return `${said}${progressDetail.closed}`;
    case "send_back":
      return `${said}${progressDetail.returned}`;
    default:
      return [...factsOf(step).map((text) => progressDetail.said({ text })), said].join("");
  }
}
