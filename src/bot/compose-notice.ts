import type { Card } from "../card.ts";
import { beginNotice } from "../notices/compose.ts";
import { formCard } from "../notices/form.ts";
import {
  NOBODY,
  type Notice,
  type NoticeAttachment,
  type NoticeDraft,
  type NoticeKind,
  type NoticeOrigin,
  type NoticeSource,
} from "../notices/notice.ts";
import { bareAudience, type NoticeRequest } from "../notices/requests.ts";
import { templateCalled } from "../notices/templates.ts";
import { findChat, listChats } from "../registry/groups.ts";
import { industryCalled } from "../registry/industries.ts";
import { peopleOfAccounts } from "../registry/people.ts";
import { mayI } from "../registry/rights.ts";
import { texts as templateTexts } from "../texts/notice-templates.ts";
import { texts } from "../texts/notices.ts";
import { fileBrought } from "./attach-to-notice.ts";
import type { AnxunContext } from "./context.ts";
import { knownDistricts } from "./districts.ts";
import type { BotNeeds } from "./needs.ts";
import { PRIVATE } from "./notice-matter.ts";
import { refusalOf, type Standing } from "./who.ts";

/** What a notice begins with. `industries`: by name or id; unknown ones are left out, the writer sees the form. */
export type NoticePrefill = {
  kind?: NoticeKind;
  title: string;
  paragraphs: readonly string[];
  sources?: readonly NoticeSource[];
  attachments?: readonly NoticeAttachment[];
  industries?: readonly string[];
  districts?: readonly string[];
  chatIds?: readonly string[];
  origin: NoticeOrigin;
};

/**
 * Opens the form of a new notice, filled in as far as it is known: by a template, an answer, or a cluster of hazards.
 * @returns `refused`: why it may not be written here, in a sentence
 */
export async function openNotice(
  needs: BotNeeds,
  standing: Standing,
  prefill: NoticePrefill,
): Promise<{ card: Card } | { refused: string }> {
  const own = await districtsToWriteFor(needs, standing);
  const [asked, ...others] = (prefill.districts ?? []).filter((name) => own.districts.includes(name));
  const district = asked !== undefined && others.length === 0 ? asked : homeOf(standing, own.districts);
  const refused = refusalOf(standing, "compose_notice", { district });
  if (refused !== undefined) return { refused };
  const made = { origin: prefill.origin, composedBy: standing.openId, composedIn: standing.chatId };
  const notice = await beginNotice(needs.db, draftOf(prefill, district), made, needs.now());
  return { card: await noticeForm(needs, notice, standing) };
}

/** The form of a notice as it stands. */
export async function noticeForm(needs: BotNeeds, notice: Notice, standing: Pick<Standing, "who">): Promise<Card> {
  const { chatIds, people } = notice.audience;
  const groups = [];
  for (const chatId of chatIds) groups.push((await findChat(needs.db, chatId))?.name ?? chatId);
  const accounts = await peopleOfAccounts(needs.db, people);
  const own = await districtsToWriteFor(needs, standing);
  const names = { groups, people: accounts.map(({ name }) => name), districts: own.districts };
  return formCard(notice, names, { all: own.all, draft: needs.models.chat !== undefined });
}

/** Those whose notices somebody may write; `all`: also such as are of no one district. */
export async function districtsToWriteFor(needs: BotNeeds, { who }: Pick<Standing, "who">): Promise<{ districts: string[]; all: boolean }> {
  const known = await knownDistricts(needs);
  const districts = known.filter((district) => mayI(who, "compose_notice", PRIVATE, { district }).allowed);
  return { districts, all: known.length > 0 && districts.length === known.length };
}

/** 「发通知」, 「发台风风险提示」, 「用节前模板给餐饮群发通知」. */
export async function composeNotice(context: AnxunContext, request: NoticeRequest & { kind: "compose" }): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "compose_notice");
  if (refused !== undefined) return context.sendText(refused);
  const file = await fileBrought(context);
  if ("problem" in file) return context.sendText(file.problem);
  const { noticeKind: kind, topic, to } = request;
  const template = templateCalled(await needs.noticeTemplates(), topic);
  const bare = { kind, title: topic === "" ? texts.chat.untitled({ kind }) : texts.chat.titled({ kind, topic }), paragraphs: [] };
  const opened = await openNotice(needs, standing, {
    ...(template ?? bare),
    ...(await audienceCalled(needs, to)),
    attachments: file.attachment ? [file.attachment] : [],
    origin: { kind: "person", ref: message.eventId },
  });
  if ("refused" in opened) return context.sendText(opened.refused);
  if (topic !== "" && !template) await context.sendText(texts.chat.noTemplate({ name: topic }));
  await context.say({ kind: "card", card: opened.card });
}

export async function listTemplates(context: AnxunContext): Promise<void> {
  const refused = refusalOf(await context.standing(), "compose_notice");
  if (refused !== undefined) return context.sendText(refused);
  const templates = await context.needs.noticeTemplates();
  await context.sendText(
    templates.length === 0 ? templateTexts.none : [...templates.map(templateTexts.listed), templateTexts.how].join("\n"),
  );
}

function draftOf(prefill: NoticePrefill, district: string | undefined): NoticeDraft {
  const { kind = "risk", title, paragraphs, sources = [], attachments = [], chatIds = [], industries = [] } = prefill;
  const ids = industries.map((name) => industryCalled(name)?.id).filter((id) => id !== undefined);
  return {
    ...{ kind, district, title, paragraphs, sources, attachments },
    innerOnly: false,
    audience: { ...NOBODY, chatIds, industries: ids, districts: ids.length > 0 && district !== undefined ? [district] : [] },
    acknowledgement: { wanted: true, urge: false },
    urgent: false,
    sendAt: undefined,
  };
}

/** Whose notice it will be before anybody says: of the group in which it is written, else the only one that they may write for. */
function homeOf({ where }: Standing, own: readonly string[]): string | undefined {
  const here = where.districts.filter((district) => own.includes(district));
  if (here.length === 1) return here[0];
  return own[0];
}

/** 「给餐饮群发通知」: an industry, or the one group that is called so. */
async function audienceCalled(needs: BotNeeds, said: string): Promise<Pick<NoticePrefill, "industries" | "chatIds">> {
  const bare = bareAudience(said);
  if (bare === "") return {};
  if (industryCalled(bare)) return { industries: [bare] };
  const [only, ...others] = (await listChats(needs.db)).filter(({ name }) => name.includes(bare));
  return only && others.length === 0 ? { chatIds: [only.chatId] } : {};
}
