import type { Card } from "../card.ts";
import { findDuty, listDuties, updateDuty } from "../duties/duties.ts";
import { audienceNames } from "../duties/duty-card.ts";
import { dutyFormCard } from "../duties/duty-form.ts";
import { draftListCard, endedListCard, inOrder, runningListCard } from "../duties/duty-list-card.ts";
import {
  DutyForm,
  type EditDuty,
  type ListDuties,
  type NextDraft,
  type SaveDuty,
  type ShowDuty,
  type StepDuty,
} from "../duties/duty-press.ts";
import { type DutyStep, nextDue, takeDutyStep } from "../duties/duty-steps.ts";
import { readDutyForm } from "../duties/read-duty-form.ts";
import { sayFormProblem } from "../duties/say-problem.ts";
import type { DutyProposal, StoredDuty } from "../duties/stored-duty.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/duty-lists.ts";
import { audienceFor, cardOfDuty, changeableDuties, dutyFor, namesFor, visibleDuties, withAudience } from "./duty-matter.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress, type Standing } from "./who.ts";

/** What is done with duties by buttons. A card that shows an older version changes nothing: it is drawn anew. */

export async function stepDuty(press: InboundPress, value: StepDuty, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const matter = await dutyFor(needs, { dutyId: value.dutyId, action: "confirm_duty" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const { duty, standing } = matter;
  if (duty.version !== value.version) return stale(needs, duty, standing);
  const step = stepOf(value);
  const stepped = takeDutyStep(duty, step, { by: press.presser, now: needs.now(), calendar: needs.deadlines.calendar });
  if (stepped.kind === "refused") return toast("warning", texts.refusals[stepped.reason]);
  if (!(await write(needs, { press, before: duty, after: stepped.duty, did: step.do }))) return stale(needs, duty, standing);
  return { ...toast("success", saidOf(value, stepped.duty, needs)), card: await cardOfDuty(needs, stepped.duty, standing) };
}

function stepOf({ step, day }: StepDuty): DutyStep {
  if (step === "pause") return { do: "pause", until: day };
  if (step === "skip") return { do: "skip", day: day ?? "" };
  return { do: step };
}

function saidOf({ step, day }: StepDuty, duty: StoredDuty, { now, deadlines }: BotNeeds): string {
  const [next] = duty.settings ? nextDue(duty, duty.settings, { now: now(), calendar: deadlines.calendar }) : [];
  if (step === "confirm") return texts.steps.confirm({ day: next?.due });
  return step === "skip" ? texts.steps.skip({ day }) : texts.steps[step];
}

/** The step and its line in the audit, or neither: false when somebody else was first. */
async function write(
  { db, now }: BotNeeds,
  { press, before, after, did }: { press: InboundPress; before: StoredDuty; after: StoredDuty; did: DutyStep["do"] },
): Promise<boolean> {
  return db.inTransaction(async (tx) => {
    if (!(await updateDuty(tx, after))) return false;
    const subject = { kind: "duty", id: after.id };
    const facts = ({ state, settings, proposal, skipped, pause }: StoredDuty) => ({ state, settings, proposal, skipped, pause });
    const change = { before: facts(before), after: facts(after) };
    await audit(tx, { actor: press.presser, action: `duty_${did}`, subject, chatId: press.chatId, ...change }, now());
    return true;
  });
}

/** What the card shows has changed: it is shown as it is. */
async function stale(needs: BotNeeds, duty: StoredDuty, standing: Standing): Promise<PressReply> {
  const latest = (await findDuty(needs.db, duty.id)) ?? duty;
  return { ...toast("warning", texts.stale), card: await cardOfDuty(needs, latest, standing) };
}

/** 修改 */
export async function editDuty(_: InboundPress, { dutyId, version }: EditDuty, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const matter = await dutyFor(needs, { dutyId, action: "confirm_duty" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const { duty, standing } = matter;
  if (duty.version !== version) return stale(needs, duty, standing);
  const shown = shownOf(duty);
  if (!shown) return toast("warning", texts.refusals.not_now);
  return { card: dutyFormCard(duty, shown, await shownAudience(needs, duty, shown)) };
}

/** What waits to be confirmed, else what is. */
function shownOf({ proposal, settings, state }: StoredDuty): DutyProposal | undefined {
  return state === "ended" ? undefined : (proposal ?? settings);
}

async function shownAudience(needs: BotNeeds, duty: StoredDuty, { audience }: DutyProposal): Promise<string> {
  return audienceNames(audience, await namesFor(needs, duty)).join(LIST_COMMA);
}

const LIST_COMMA = texts.comma;

/** Nothing of it holds before it is confirmed: the card shows the days that come of it. */
export async function saveDuty(press: InboundPress, { dutyId, version }: SaveDuty, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const matter = await dutyFor(needs, { dutyId, action: "confirm_duty" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const { duty, standing } = matter;
  const [shown, form] = [shownOf(duty), DutyForm.safeParse(press.form)];
  if (duty.version !== version || !shown) return stale(needs, duty, standing);
  const { now, deadlines, reminderRules } = needs;
  const reading = form.success
    ? readDutyForm(form.data, {
        shown,
        shownAudience: await shownAudience(needs, duty, shown),
        known: await audienceFor(needs, standing),
        said: { speaker: press.presser, chatId: standing.where.kind === "private" ? undefined : press.chatId },
        now: now(),
        calendar: deadlines.calendar,
        rules: reminderRules,
      })
    : ("unreadable" as const);
  if (reading === "unreadable") return toast("warning", sayFormProblem("form", reminderRules));
  if ("problem" in reading) return toast("warning", sayFormProblem(reading.problem, reminderRules));
  const given = { by: press.presser, now: now(), calendar: deadlines.calendar };
  const stepped = takeDutyStep(duty, { do: "propose", proposal: reading.proposal }, given);
  if (stepped.kind === "refused") return toast("warning", texts.refusals[stepped.reason]);
  if (!(await write(needs, { press, before: duty, after: stepped.duty, did: "propose" }))) return stale(needs, duty, standing);
  return { ...toast("success", texts.steps.saved), card: await cardOfDuty(needs, stepped.duty, standing) };
}

/** 查看: a message of its own, or the card again in the place of its form. */
export async function showDuty(press: InboundPress, { dutyId, here }: ShowDuty, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const matter = await dutyFor(needs, { dutyId, action: "see_duties" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const { standing } = matter;
  const duty = await withAudience(needs, matter.duty, standing);
  const card = await cardOfDuty(needs, duty, standing);
  return here ? { card } : send(needs, press, card);
}

/** 下一项 */
export async function showNextDraft(press: InboundPress, { dutyId }: NextDraft, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const standing = await lookUp();
  const refused = await refusedPress(lookUp, "confirm_duty");
  if (refused) return refused;
  const before = await findDuty(needs.db, dutyId);
  const drafts = inOrder(changeableDuties(await listDuties(needs.db, { states: ["draft"] }), standing));
  const at = drafts.findIndex(({ id }) => id === dutyId);
  const next = at >= 0 ? drafts[at + 1] : drafts.find(({ district }) => district === before?.district);
  if (!next) return toast("info", texts.noNext);
  return send(needs, press, await cardOfDuty(needs, await withAudience(needs, next, standing), standing));
}

async function send({ db, now, onEnqueued }: BotNeeds, press: InboundPress, card: Card): Promise<PressReply> {
  const delivery = { kind: "send", to: { kind: "chat", chatId: press.chatId }, content: { kind: "card", card } } as const;
  await enqueue(db, { key: `duty/shown/${press.eventId}`, delivery, priority: "answer" }, now());
  onEnqueued();
  return {};
}

/** Another page of a list, in its place. */
export async function listDutiesByPress(_: InboundPress, value: ListDuties, needs: BotNeeds, lookUp: LookUp): Promise<PressReply> {
  const refused = await refusedPress(lookUp, value.list === "running" ? "see_duties" : "confirm_duty");
  return refused ?? { card: await dutyListCard(needs, value, await lookUp()) };
}

export async function dutyListCard(needs: BotNeeds, { list, page }: Pick<ListDuties, "list" | "page">, standing: Standing): Promise<Card> {
  const { db, now, deadlines } = needs;
  const view = { page, now: now(), calendar: deadlines.calendar };
  const drafts = changeableDuties(await listDuties(db, { states: ["draft"] }), standing);
  if (list === "drafts") return draftListCard(drafts, view);
  if (list === "ended") {
    const ended = await listDuties(db, { states: ["ended"] });
    return endedListCard(changeableDuties(ended, standing), view);
  }
  const running = await visibleDuties(needs, await listDuties(db, { states: ["active", "paused"] }), standing);
  return runningListCard(running, drafts.length, view);
}
