import { type Draft, type DraftContent, nextQuestion } from "../hazards/draft.ts";
import { factsOf } from "../hazards/draft-facts.ts";
import { changeDraft } from "../hazards/drafts.ts";
import { anotherEnterprise } from "../hazards/enterprise-facts.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { listHazards } from "../hazards/ledger.ts";
import { imageKeysOf, UNHURRIED_MS } from "../hazards/photo-images.ts";
import { withholdReporter } from "../hazards/raise-alarm.ts";
import { alreadyIn } from "../hazards/record-draft.ts";
import { advance } from "../hazards/report.ts";
import type { FactChanges, Step } from "../hazards/step.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import { texts } from "../texts/report.ts";
import type { AnxunContext } from "./context.ts";
import { amendDutyCards } from "./join-case.ts";
import { reporterOf, sceneOf } from "./report-scene.ts";

/** What is told after a report was recorded: photos, and the facts that an emergency left no time to ask for. */
export type Addition = {
  draft: Draft;
  content: DraftContent;
  photoIds: readonly string[];
  /** Of what could not be taken. */
  lines: readonly string[];
  /** Words for the history. */
  note?: string;
};

/** All of its cases take it, or none; and the message counts as handled in the same stroke. */
export async function addToCases(context: AnxunContext, addition: Addition): Promise<void> {
  const { needs, message } = context;
  const { draft, content, photoIds, note } = addition;
  const { db, now, onEnqueued } = needs;
  const cases = await listHazards(db, { ids: draft.hazardIds });
  const isWithheld = content.anonymous && !draft.content.anonymous;
  const steps = stepsOf({ photoIds, note, changes: await changesOf(context, draft, content), isWithheld });
  const actor = await reporterOf(needs, await context.standing());
  await imageKeysOf(needs, [...cases.flatMap((hazard) => hazard.photoIds), ...photoIds], UNHURRIED_MS);
  await db.inTransaction(async (tx) => {
    if (!(await changeDraft(tx, { draft, eventId: message.eventId }, content, now()))) throw new Error("the report changed meanwhile");
    const taken: string[] = [];
    for (const hazard of cases) {
      const moved = await takeSteps({ db: alreadyIn(db, tx), now }, hazard, { steps, actor });
      if (!moved) continue;
      await amendDutyCards(tx, needs, moved);
      taken.push(hazard.id);
    }
    if (isWithheld) await withholdReporter(tx, draft.eventId, { now: now(), everyMs: needs.reports.alarmEveryMs });
    const all = isWithheld ? [texts.said.nameWithheld({ ids: draft.hazardIds })] : linesOf(addition, taken);
    if (all.length > 0) await context.say({ kind: "text", text: all.join("\n") }, tx);
  });
  onEnqueued();
}

type Taking = { steps: readonly Step[]; actor: Parameters<typeof advance>[1]["actor"] };

/** Undefined: the case takes none of them any more. */
async function takeSteps(needs: Parameters<typeof advance>[0], hazard: Hazard, { steps, actor }: Taking): Promise<Hazard | undefined> {
  let moved: Hazard | undefined;
  for (const step of steps) {
    const { id, version } = moved ?? hazard;
    const outcome = await advance(needs, { hazardId: id, version, step, actor }, async () => {});
    if (outcome.kind === "stale") throw new Error("the case moved meanwhile");
    if (outcome.kind === "moved") moved = outcome.hazard;
  }
  return moved;
}

/** @param taken  the cases that took it */
function linesOf({ draft, content, photoIds, lines, note }: Addition, taken: readonly string[]): string[] {
  const count = photoIds.length;
  const said = taken.map((id) => (count > 0 ? texts.said.photosToCase({ count, id }) : texts.said.noted({ id })));
  const field = draft.content.isEmergency ? nextQuestion(content) : undefined;
  const isRefused = taken.length === 0 && (count > 0 || note !== undefined);
  const refused = isRefused ? [texts.said.notTaken({ ids: draft.hazardIds, count })] : [];
  return [...said, ...refused, ...lines, ...(field ? [texts.said.ask({ field })] : [])];
}

type Added = { photoIds: readonly string[]; note: string | undefined; changes: FactChanges; isWithheld: boolean };

function stepsOf({ photoIds, note, changes, isWithheld }: Added): Step[] {
  const isChanged = Object.keys(changes).length > 0;
  return [
    ...(isWithheld ? [{ do: "withhold_name" } as const] : []),
    ...(isChanged ? [{ do: "amend", changes } as const] : []),
    ...(photoIds.length > 0 || note ? [{ do: "add_evidence", photoIds, note } as const] : []),
  ];
}

/** What an answer to a question of ours changes. */
async function changesOf(context: AnxunContext, { content: before }: Draft, content: DraftContent): Promise<FactChanges> {
  if (!before.isEmergency) return {};
  const standing = await context.standing();
  const [earlier] = factsOf(before, (await sceneOf(context.needs, before, standing)).around);
  const [later] = factsOf(content, (await sceneOf(context.needs, content, standing)).around);
  const known: Record<string, unknown> = { ...earlier };
  const isNew = ([field, value]: [string, unknown]) => value !== undefined && field !== "description" && known[field] !== value;
  const said = Object.fromEntries(Object.entries(later ?? {}).filter(isNew));
  if (!later || later.enterpriseId === earlier?.enterpriseId) return said;
  const enterprise = later.enterpriseId === undefined ? undefined : await findEnterprise(context.needs.db, later.enterpriseId);
  return { ...anotherEnterprise(later.enterpriseName, enterprise), ...said };
}
