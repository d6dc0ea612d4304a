import { announceStep } from "../hazards/announce-step.ts";
import type { AnswerFixed } from "../hazards/case-press.ts";
import { answeredCard } from "../hazards/fixed-card.ts";
import { advance } from "../hazards/report.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/case.ts";
import { texts as reminderTexts } from "../texts/case-reminders.ts";
import { texts as reportTexts } from "../texts/report.ts";
import { actorOf, carryPictures, matterFor } from "./case-matter.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import type { LookUp } from "./who.ts";

/** Whoever reported says whether it is really put right; if not, the case is taken up again (屡改屡犯). */
export async function answerFixed(
  _: InboundPress,
  { hazardId, version, verdict }: AnswerFixed,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId, action: "reopen_case" }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  const { hazard, standing } = matter;
  if (hazard.state !== "closed" || hazard.version !== version) {
    return toast("info", reminderTexts.fixed.over({ state: reportTexts.states[hazard.state] }));
  }
  if (verdict === "fixed")
    return { ...toast("success", reminderTexts.fixed.thanks({ id: hazardId })), card: answeredCard(hazard, verdict) };
  const { db, now, deadlines, dutyChats, onEnqueued } = needs;
  await carryPictures(needs, hazard);
  const taken = {
    hazardId,
    version,
    step: { do: "reopen", note: reminderTexts.fixed.reason } as const,
    actor: await actorOf(needs, standing),
  };
  const outcome = await advance({ db, now }, taken, (tx, moved) => announceStep(tx, moved, { now: now(), deadlines, dutyChats }));
  if (outcome.kind !== "moved") return toast("info", texts.noSuchStep);
  onEnqueued();
  return { ...toast("success", reminderTexts.fixed.reopened({ id: hazardId })), card: answeredCard(outcome.hazard, verdict) };
}
