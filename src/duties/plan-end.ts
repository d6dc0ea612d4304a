import type { Passage, PlanDocument } from "../knowledge/document.ts";
import { texts } from "../texts/duties.ts";
import type { Duty } from "./duty.ts";

/** No document tells its office to look back when it ends; the reminder is ours, and says so. */
export function endOfPlan(document: PlanDocument, passages: readonly Pick<Passage, "kind" | "path" | "body">[]): Duty[] {
  const { id, inForceFrom, inForceTo, issuer } = document;
  if (!inForceTo) return [];
  const year = inForceTo.slice(0, 4);
  const term = passages.find(({ kind, body }) => kind === "clause" && VALID_UNTIL.test(body) && body.includes(year));
  const title = passages.find(({ kind, body }) => kind === "meta" && body.includes(year) && !body.includes(WORD_OF_ISSUE));
  const source = term ?? title ?? passages[0];
  if (!source) return [];
  return [
    {
      documentId: id,
      duty: texts.planEnds,
      who: issuer,
      whoBasis: issuer ? "issuer" : "unknown",
      responsible: undefined,
      recurrence: { kind: "dated", days: [inForceTo] },
      from: inForceFrom,
      to: inForceTo,
      inferred: ["plan_end"],
      isSuperseded: document.supersededBy !== undefined,
      sources: [{ clause: source.path, quote: source.body.replace(HEADING_SIGN, "") }],
    },
  ];
}

const VALID_UNTIL = /有效期|试行期|执行期/u;
const WORD_OF_ISSUE = "印发";
const HEADING_SIGN = /^#+\s*/u;
