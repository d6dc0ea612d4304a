import { type EmergencyKind, texts } from "../texts/hazards.ts";
import { type Draft, type DraftContent, type DraftItem, described } from "./draft.ts";
import { hear } from "./hear.ts";

/** What was seen on the photos of a report, until whoever reports confirms it. Pure. */

/** What can be confirmed now; undefined: nothing was seen, it was said to be wrong, or there are people's own words. */
export function proposalIn({ content, seen }: Pick<Draft, "content" | "seen">): string | undefined {
  return content.seenIsWrong || described(content).length > 0 ? undefined : seen?.description;
}

/** What the reporter is to be asked about. */
export function dangerIn({ content, seen }: Pick<Draft, "content" | "seen">): EmergencyKind | undefined {
  return content.seenIsWrong ? undefined : (seen?.danger ?? undefined);
}

/** The report with what was seen as its description, marked as such. */
export function withProposal(content: DraftContent, proposal: string): DraftContent {
  const [first = { description: "" }, ...others] = content.items;
  return { ...content, items: [redescribed(first, proposal, proposal), ...others] };
}

/** An item that is described as `words` from now on: the mark stands on the model's very words alone. */
export function redescribed(item: DraftItem, words: string, proposal: string | undefined): DraftItem {
  if (words === item.description) return item;
  const isSeen = words !== "" && words === proposal;
  return isSeen ? { description: words, isSeen, suspectedMajor: suspicionIn(words) } : { ...item, description: words, isSeen: undefined };
}

/** Once a person stands behind the words, the rules read them like anybody's. */
function suspicionIn(words: string): string | undefined {
  const [hazard] = hear(words, 0, []).triage.hazards;
  return hazard?.suspectedMajor ? (hazard.reason ?? texts.suspectedMajor) : undefined;
}
