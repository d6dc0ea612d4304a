import { enqueue, isAnswered } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { candidatesCard } from "../registry/enterprise-card.ts";
import { reachOf, whatOf } from "../registry/enterprise-rights.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import { enterprisesMeant } from "../registry/find-enterprise.ts";
import { INVITATION_DAYS, type InvitedRole, invite } from "../registry/invitations.ts";
import type { InvitePress } from "../registry/press.ts";
import type { RegistryRequest } from "../registry/requests.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/joining.ts";
import type { AnxunContext } from "./context.ts";
import { withTowns } from "./enterprise-towns.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress } from "./who.ts";

/** 「邀请 老福记酒楼」: a code by which one person comes to stand for that enterprise. */
export async function inviteTo(context: AnxunContext, { name, role }: Extract<RegistryRequest, { kind: "invite" }>): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const candidates = await enterprisesMeant(needs.db, name, reachOf(standing.who, "invite", standing.where));
  const [enterprise, ...others] = candidates;
  if (!enterprise) {
    // Of nothing in particular: whoever may invite in their own town may invite.
    const townId = standing.who.grants.find(({ unitId }) => unitId !== undefined)?.unitId;
    const refused = refusalOf(standing, "invite", { townId });
    return context.sendText(refused ?? (name === "" ? texts.invite.howTo : texts.invite.notFound({ name })));
  }
  if (others.length > 0) {
    const pressOf = ({ id }: Enterprise): InvitePress => ({ do: "invite", enterpriseId: id, role });
    const towns = await withTowns(needs.db, candidates);
    return context.say({ kind: "card", card: candidatesCard(name, towns, { title: texts.invite.which, pressOf }) });
  }
  if (await isAnswered(needs.db, `${message.eventId}:`)) return;
  const by = { openId: message.speaker, chatId: message.chatId };
  await give({ enterprise, role, by }, needs, (text, tx) => context.say({ kind: "text", text }, tx));
}

/** The same, chosen among several. The code goes into the chat, where it can be copied. */
export async function inviteByPress(
  press: InboundPress,
  { enterpriseId, role }: InvitePress,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const enterprise = await findEnterprise(needs.db, enterpriseId);
  // Whether there is such an enterprise is told only to whom it concerns.
  const refused = await refusedPress(lookUp, "invite", enterprise ? whatOf(enterprise) : {});
  if (refused) return refused;
  if (!enterprise) return undefined;
  const by = { openId: press.presser, chatId: press.chatId };
  await give({ enterprise, role, by }, needs, async (text, tx) => {
    const delivery = { kind: "send", to: { kind: "chat", chatId: press.chatId }, content: { kind: "text", text } } as const;
    await enqueue(tx, { key: `${press.eventId}:code`, delivery, priority: "answer" }, needs.now());
  });
  return toast("success", texts.invite.toast);
}

type Invited = { enterprise: Enterprise; role: InvitedRole; by: { openId: string; chatId: string } };

/** The audit says who invited whom to what; the code itself stands nowhere but in the message. */
async function give({ enterprise, role, by }: Invited, needs: BotNeeds, say: (text: string, tx: Db) => Promise<void>): Promise<void> {
  const { db, now, onEnqueued } = needs;
  await db.inTransaction(async (tx) => {
    const request = { enterpriseId: enterprise.id, role, createdBy: by.openId };
    const { code, invitation } = await invite(tx, request, now());
    await say(texts.invite.code({ code, enterprise: enterprise.name, role, days: INVITATION_DAYS }), tx);
    const after = { invitationId: invitation.id, role };
    const subject = { kind: "enterprise", id: enterprise.id };
    await audit(tx, { actor: by.openId, action: "invitation_created", subject, chatId: by.chatId, after }, now());
  });
  onEnqueued();
}
