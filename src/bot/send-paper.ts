import type { Hazard } from "../hazards/hazard.ts";
import { listHazards } from "../hazards/ledger.ts";
import type { CasePaper, Paper } from "../hazards/paper.ts";
import { paperCase } from "../hazards/paper-case.ts";
import { paperOf } from "../hazards/paper-of.ts";
import type { MakePaper, OpenPapers } from "../hazards/paper-press.ts";
import { quarterPaper } from "../hazards/paper-quarter.ts";
import { paperRequest } from "../hazards/paper-requests.ts";
import { papersCard } from "../hazards/papers-card.ts";
import { boundsOf, type Quarter } from "../hazards/quarter.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { texts as papers } from "../texts/hazard-papers.ts";
import { texts } from "../texts/papers-chat.ts";
import { texts as statistics } from "../texts/statistics.ts";
import { matterFor } from "./case-matter.ts";
import type { AnxunContext } from "./context.ts";
import { reachOf } from "./ledger-reach.ts";
import type { BotNeeds } from "./needs.ts";
import { type PaperToSend, sendPapers } from "./paper-files.ts";
import { caseFor } from "./show-case.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf } from "./who.ts";

/** 「出 YH-… 的整改通知」, 「出文书」 on a case's card, 「本季度重大隐患汇总」: papers as files, where the ledger of that district may be read. */

export function isAboutPapers({ message, needs }: AnxunContext): boolean {
  return message.attachments.length === 0 && paperRequest(message.text, needs.now()) !== undefined;
}

export async function makePapers(context: AnxunContext): Promise<void> {
  const request = paperRequest(context.message.text, context.needs.now());
  if (!request) return;
  if (request.kind === "quarter") return makeSummary(context, request.quarter);
  if (request.id === undefined) return context.sendText(texts.whichCase);
  const hazard = await caseFor(context, request.id, "see_ledger");
  if (hazard) await makeOf(context, hazard, request.papers);
}

async function makeOf(context: AnxunContext, hazard: Hazard, kinds: readonly CasePaper[]): Promise<void> {
  const { message, needs } = context;
  const made = await Promise.all(kinds.map((kind) => paperToSend(needs, hazard, kind)));
  const problem = made.find((one) => "problem" in one);
  if (problem && "problem" in problem) return context.sendText(problem.problem);
  const ready = made.filter((one) => "paper" in one);
  await context.sendText(texts.sending({ titles: ready.map(({ paper }) => paper.title) }));
  const by = { actor: message.speaker, chatId: message.chatId, eventId: message.eventId };
  await sendPapers(needs, ready, by);
}

async function makeSummary(context: AnxunContext, quarter: Quarter): Promise<void> {
  const { message, needs } = context;
  const { db, now } = needs;
  const standing = await context.standing();
  const refused = refusalOf(standing, "export_ledger");
  if (refused !== undefined) return context.sendText(refused);
  const { districts, includes } = await reachOf(context, standing, "export_ledger");
  const known = await listHazards(db, { level: "major", until: boundsOf(quarter).until });
  const hazards = known.filter(({ facts }) => includes(facts.district));
  const place = districts.length === 1 ? districts[0] : undefined;
  const paper = quarterPaper(hazards, { quarter, place, now: now() });
  await context.sendText(texts.sending({ titles: [paper.title] }));
  const by = { actor: message.speaker, chatId: message.chatId, eventId: message.eventId };
  const about = statistics.scope({ districts });
  const scoped: Paper = { ...paper, blocks: [...paper.blocks, { kind: "paragraph", text: about }] };
  const subject = { kind: "ledger", id: districts.join(",") };
  await sendPapers(needs, [{ paper: scoped, name: texts.summaryName(paper), kind: "quarter", subject }], by);
}

/** 「出文书」: which papers there are, below the card. */
export async function openPapers(
  press: InboundPress,
  { hazardId }: OpenPapers,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId, action: "see_ledger" }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  const { db, now, onEnqueued } = needs;
  const { messageId, chatId, eventId } = press;
  const content = { kind: "card", card: papersCard(matter.hazard) } as const;
  const isNew = await enqueue(
    db,
    { key: `${eventId}:papers`, delivery: { kind: "reply", messageId, chatId, content }, priority: "answer" },
    now(),
  );
  onEnqueued();
  return toast("info", isNew ? texts.shown : texts.shownBefore);
}

export async function makePaperByPress(
  press: InboundPress,
  { hazardId, paper: kind }: MakePaper,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await matterFor(needs, { hazardId, action: "see_ledger" }, lookUp);
  if (!matter || "refused" in matter) return matter?.refused;
  const made = await paperToSend(needs, matter.hazard, kind);
  if ("problem" in made) return toast("warning", made.problem);
  await sendPapers(needs, [made], { actor: press.presser, chatId: press.chatId, eventId: press.eventId });
  return toast("success", texts.making({ kind: papers.kinds[kind] }));
}

async function paperToSend({ db }: BotNeeds, { id }: Hazard, kind: CasePaper): Promise<PaperToSend | { problem: string }> {
  const found = await paperCase(db, id);
  const result = found && paperOf(kind, found);
  if (!result || "problem" in result) return { problem: result?.problem ?? texts.whichCase };
  const { paper } = result;
  return { paper, name: texts.fileName({ title: paper.title, id }), kind, subject: { kind: "hazard", id } };
}
