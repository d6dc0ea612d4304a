import { assertNever } from "../errors.ts";
import { texts } from "../texts/hazards.ts";
import type { Triage } from "./triage.ts";

/** What is said first. In an emergency the first words stand before everything; otherwise what was understood, then one question. */
export function replyTo(read: Omit<Triage, "reply">): string {
  const { intent, emergency, missingFields } = read;
  if (emergency !== undefined) return texts.emergency({ kind: emergency, missing: missingFields[0] });
  switch (intent) {
    case "report_hazard":
    case "emergency":
      return reportReply(read);
    case "injection":
      return read.isHazard ? `${texts.ordersNotFollowed}${reportReply(read)}` : texts.refused;
    case "followup":
    case "question":
    case "thanks":
    case "complaint":
    case "ad":
    case "chitchat":
      return texts[intent];
    default:
      return assertNever(intent);
  }
}

function reportReply({ hazards, missingFields }: Omit<Triage, "reply">): string {
  const [missing] = missingFields;
  const [first] = hazards;
  const descriptions = hazards.map(({ description }) => description).filter((text) => text !== "");
  const isMajor = hazards.some(({ suspectedMajor }) => suspectedMajor);
  const { enterprise = null, place = null } = first ?? {};
  const understood = descriptions.length > 0 ? texts.understood({ enterprise, place, descriptions, isMajor }) : texts.nothingYet;
  return `${understood}${missing ? texts.ask({ missing }) : texts.confirm}`;
}
