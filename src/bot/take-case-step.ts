import { announceStep } from "../hazards/announce-step.ts";
import type { CaseForm, TakeStep } from "../hazards/case-press.ts";
import { assigneesOf, hidingAt, proposalFor } from "../hazards/case-view.ts";
import { enterpriseCalled } from "../hazards/enterprise-facts.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { historyOf } from "../hazards/history.ts";
import { nameIn, unnamedIn } from "../hazards/history-lines.ts";
import { findPhotos } from "../hazards/photos.ts";
import { cardFor } from "../hazards/placed-cards.ts";
import { readForm, stepsOf } from "../hazards/read-case-form.ts";
import { type Advanced, advanceAll } from "../hazards/report.ts";
import { RIGHT_FOR } from "../hazards/step-rights.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { texts } from "../texts/case.ts";
import { texts as reportTexts } from "../texts/report.ts";
import { actorOf, carryPictures, matterFor, placeOf } from "./case-matter.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import type { LookUp, Standing } from "./who.ts";

type Taking = { press: InboundPress; value: TakeStep; hazard: Hazard; standing: Standing; form: CaseForm };

/** Somebody takes a step on the card of a case. Of two who press at the same moment one moves it; the other is told who was first. */
export async function takeCaseStep(press: InboundPress, value: TakeStep, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId: value.hazardId, action: RIGHT_FOR[value.step] }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  const { hazard, standing } = matter;
  if (hazard.version !== value.version) return tooLate(needs, hazard, standing);
  if (!(await areOwnPhotos(needs, value, press.presser))) return toast("warning", texts.foreignPhotos);
  const form = readForm(value.step, press.form);
  if (!form) return toast("warning", texts.unusable);
  const outcome = await advance(needs, { press, value, hazard, standing, form });
  return replyTo(needs, outcome, { value, standing });
}

/** The step, every card that it changes, and every word about it, or nothing. */
async function advance(needs: BotNeeds, { value, hazard, standing, form }: Taking): Promise<Advanced> {
  const { db, now, deadlines, dutyChats, onEnqueued } = needs;
  const { photoIds = [], hazardId, version } = value;
  const given = {
    ...{ hazard, now: now(), photoIds, assignees: await assigneesOf(db, hazard), proposal: proposalFor(deadlines, hazard, now()) },
    enterprise: form.enterpriseName ? await enterpriseCalled(db, form.enterpriseName, form.district || hazard.facts.district) : undefined,
  };
  const actor = await actorOf(needs, standing);
  await carryPictures(needs, hazard, photoIds);
  const taken = { hazardId, version, steps: stepsOf(value.step, form, given), actor };
  const outcome = await advanceAll({ db, now }, taken, (tx, moved) => announceStep(tx, moved, { now: now(), deadlines, dutyChats }));
  if (outcome.kind === "moved") onEnqueued();
  return outcome;
}

async function replyTo(
  needs: BotNeeds,
  outcome: Advanced,
  { value, standing }: { value: TakeStep; standing: Standing },
): Promise<PressReply | undefined> {
  switch (outcome.kind) {
    case "moved": {
      const said = toast("success", texts.taken({ step: value.step, id: value.hazardId }));
      return { ...said, card: await cardNow(needs, outcome.hazard, standing) };
    }
    // The card stays as it is, and so does what was written into its form.
    case "refused":
      return toast("warning", texts.refusals[outcome.reason]);
    case "stale":
      return tooLate(needs, outcome.hazard, standing);
    case "unknown":
      return undefined;
  }
}

/** Who was first, and how the case stands now. */
export async function tooLate(needs: BotNeeds, hazard: Hazard, standing: Standing): Promise<PressReply> {
  const history = await historyOf(needs.db, hazard.id);
  const unnamed = unnamedIn(hazard, history, await hidingAt(needs.db, hazard, placeOf(standing)));
  const last = history.at(-1);
  const state = reportTexts.states[hazard.state];
  const said = last
    ? texts.stale({ name: nameIn(hazard, unnamed, last.actor), done: texts.done[last.step.do], state })
    : texts.moved({ state });
  return { ...toast("warning", said), card: await cardNow(needs, hazard, standing) };
}

function cardNow(needs: BotNeeds, hazard: Hazard, standing: Standing) {
  return cardFor(needs.db, hazard, placeOf(standing), { now: needs.now(), deadlines: needs.deadlines });
}

/** A button may name pictures: only those that its presser had sent. */
async function areOwnPhotos({ db }: BotNeeds, { photoIds = [] }: TakeStep, presser: string): Promise<boolean> {
  const photos = photoIds.length > 0 ? await findPhotos(db, photoIds) : [];
  return photos.length === new Set(photoIds).size && photos.every(({ uploadedBy }) => uploadedBy === presser);
}
