import { formOf, stepsWithin } from "../hazards/case-forms.ts";
import type { OpenForm } from "../hazards/case-press.ts";
import { openSteps } from "../hazards/open-steps.ts";
import { cardFor } from "../hazards/placed-cards.ts";
import { RIGHT_FOR, whatOf } from "../hazards/step-rights.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/case.ts";
import { actorOf, carryPictures, matterFor, placeOf } from "./case-matter.ts";
import type { BotNeeds } from "./needs.ts";
import { tooLate } from "./take-case-step.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf } from "./who.ts";

/** Draws the form of a step on the card, for whoever may take it. */
export async function openCaseForm(
  _: InboundPress,
  { form, hazardId, version }: OpenForm,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId, action: RIGHT_FOR[formOf(form).steps[0] ?? "amend"] }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  const { hazard, standing } = matter;
  if (hazard.version !== version) return tooLate(needs, hazard, standing);
  const open = openSteps(hazard, await actorOf(needs, standing), needs.now());
  const may = open.filter((step) => refusalOf(standing, RIGHT_FOR[step], whatOf(hazard, standing)) === undefined);
  if (stepsWithin(form, may).length === 0) return toast("warning", texts.noSuchStep);
  await carryPictures(needs, hazard);
  return { card: await cardFor(needs.db, hazard, placeOf(standing), { now: needs.now(), deadlines: needs.deadlines, form }) };
}
