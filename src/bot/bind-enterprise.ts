import { MINUTE_MS } from "../clock.ts";
import { officersIn } from "../hazards/duty-desk.ts";
import { enqueue, isAnswered } from "../mailroom/outbox.ts";
import { passGates } from "../mailroom/rate-gate.ts";
import type { Content, InboundPress, PressReply, Recipient } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { bindCard, bindingRequestCard } from "../registry/binding-card.ts";
import { openBindingRequest } from "../registry/binding-requests.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { findEnterprise, searchEnterprises } from "../registry/enterprises.ts";
import { isCalled } from "../registry/find-enterprise.ts";
import { type InvitedRole, redeemInvitation } from "../registry/invitations.ts";
import { notePerson } from "../registry/people.ts";
import { Binding } from "../registry/press.ts";
import type { RegistryRequest } from "../registry/requests.ts";
import { grantRole } from "../registry/roles.ts";
import { isSecretCode } from "../registry/secret-code.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/joining.ts";
import type { AnxunContext } from "./context.ts";
import { dutyChatOf } from "./duty-chat-of.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress } from "./who.ts";

/** Five tries at once, then one a minute: codes cannot be guessed, and officers are not to be flooded. */
const TRIES = 5;
const SAME_NAME_MAX = 50;

/** `name`: undefined where the platform does not tell it. */
type Wish = { said: string; role: InvitedRole; openId: string; name: string | undefined; chatId: string };
type Outcome = { kind: "done" | "waiting" | "refused"; text: string };
/** Says the outcome in the same transaction as what it reports. */
type Say = (text: string, tx: Db) => Promise<void>;

/** 「绑定企业」: by an invitation code, or by the name of the enterprise and an officer's word. */
export async function bindEnterprise(context: AnxunContext, { said, role }: Extract<RegistryRequest, { kind: "bind" }>): Promise<void> {
  const { needs, message } = context;
  const refused = refusalOf(await context.standing(), "bind_enterprise");
  if (refused) return context.sendText(refused);
  if (said === "") return context.say({ kind: "card", card: bindCard() });
  // The same event once more, after a crash: what it did stands, and so does its answer.
  if (await isAnswered(needs.db, `${message.eventId}:`)) return;
  const wish = { said, role, openId: message.speaker, chatId: message.chatId };
  const say: Say = (text, tx) => context.say({ kind: "text", text }, tx);
  await bind(wish, needs, say);
  needs.onEnqueued();
}

/** The same by the form. */
export async function bindByForm(press: InboundPress, _value: object, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "bind_enterprise");
  if (refused) return refused;
  const form = Binding.safeParse(press.form);
  if (!form.success) return toast("warning", texts.bind.intro);
  const wish = { ...form.data, openId: press.presser, chatId: press.chatId };
  const say: Say = async (text, tx) => {
    const content: Content = { kind: "text", text };
    const delivery = { kind: "send", to: { kind: "chat", chatId: press.chatId }, content } as const;
    await enqueue(tx, { key: `${press.eventId}:bound`, delivery, priority: "answer" }, needs.now());
  };
  const { kind, text } = await bind(wish, needs, say);
  needs.onEnqueued();
  return toast(kind === "refused" ? "warning" : "success", text);
}

async function bind(asked: Omit<Wish, "name">, needs: BotNeeds, say: Say): Promise<Outcome> {
  const { db, now } = needs;
  const gate = { key: `bind/${asked.openId}`, grantMs: MINUTE_MS, burst: TRIES };
  const passage = await passGates(db, [gate], now());
  const wish = { ...asked, name: await personName(needs, asked.openId) };
  return db.inTransaction(async (tx) => {
    const tell = async (kind: Outcome["kind"], text: string) => {
      await say(text, tx);
      return { kind, text };
    };
    if (passage.kind === "refused") return tell("refused", texts.bind.tooOften);
    if (isSecretCode(wish.said)) return byCode(wish, tx, now(), tell);
    return byOfficer(wish, { ...needs, db: tx }, tell);
  });
}

type Tell = (kind: Outcome["kind"], text: string) => Promise<Outcome>;

async function byCode(wish: Wish, tx: Db, now: Date, tell: Tell): Promise<Outcome> {
  const invitation = await redeemInvitation(tx, wish.said, wish.openId, now);
  const enterprise = invitation && (await findEnterprise(tx, invitation.enterpriseId));
  if (!invitation || !enterprise) return tell("refused", texts.bind.badCode);
  const bound = await standFor(tx, { ...wish, role: invitation.role, grantedBy: invitation.createdBy }, enterprise, now);
  const told = await tell(bound === "resigned" ? "refused" : "done", sayBound(bound, enterprise, invitation.role));
  // Whoever stood for it already, or has left, has used the code up all the same.
  const used = { action: "invitation_used", subject: { kind: "enterprise", id: enterprise.id }, after: { invitationId: invitation.id } };
  await audit(tx, { ...(typeof bound === "object" ? bound : used), actor: wish.openId, chatId: wish.chatId }, now);
  return told;
}

function sayBound(bound: Bound, { name: enterprise }: Enterprise, role: InvitedRole): string {
  if (bound === "resigned") return texts.bind.resigned;
  return bound === "before" ? texts.bind.boundBefore({ enterprise }) : texts.bind.bound({ enterprise, role });
}

async function byOfficer(wish: Wish, needs: Pick<BotNeeds, "dutyChats" | "now"> & { db: Db }, tell: Tell): Promise<Outcome> {
  const { db, now } = needs;
  // Only by its full name: whoever types a part of one must not be told what enterprises there are.
  const called = (await searchEnterprises(db, wish.said, { limit: SAME_NAME_MAX })).filter((one) => isCalled(one, wish.said));
  const [enterprise] = called;
  if (!enterprise || called.length > 1) return tell("refused", texts.bind.notFound);
  const dutyChatId = await dutyChatOf(needs, enterprise.district);
  if (dutyChatId === undefined) return tell("refused", texts.bind.noDutyChat);
  const request = await openBindingRequest(db, { ...wish, enterpriseId: enterprise.id, dutyChatId }, now());
  if (!request) return tell("waiting", texts.bind.requestedBefore({ enterprise: enterprise.name }));
  const { recipients, isOpen } = await officersIn(db, dutyChatId, [enterprise.district]);
  const content: Content = { kind: "card", card: bindingRequestCard(isOpen ? { ...request, name: undefined } : request, enterprise) };
  for (const to of recipients) {
    await enqueue(db, { key: bindingKey(request.id, to), delivery: { kind: "send", to, content }, priority: "normal" }, now());
  }
  const told = await tell("waiting", texts.bind.requested({ enterprise: enterprise.name }));
  const subject = { kind: "enterprise", id: enterprise.id };
  const after = { requestId: request.id, role: wish.role };
  await audit(db, { actor: wish.openId, action: "binding_requested", subject, chatId: wish.chatId, after }, now());
  return told;
}

/** Under which the officers' card of a request is sent. */
export function bindingKey(requestId: string, to: Recipient): string {
  return `binding:${requestId}:${to.kind === "chat" ? to.chatId : to.openId}`;
}

/** What the audit is to say; or they stand for it already; or they have left, and nothing is given to them. */
export type Bound = { action: string; subject: { kind: string; id: string }; after: object } | "before" | "resigned";

export async function standFor(
  tx: Db,
  person: { openId: string; name: string | undefined; role: InvitedRole; grantedBy: string },
  enterprise: Enterprise,
  now: Date,
): Promise<Bound> {
  const { openId, name } = person;
  const noted = await notePerson(tx, { openId, name: name ?? texts.bind.namelessPerson, isPlaceholder: name === undefined }, now);
  if (noted.status === "resigned") return "resigned";
  const grant = { role: person.role, district: undefined, unitId: undefined, enterpriseId: enterprise.id };
  const granted = await grantRole(tx, { ...grant, personId: noted.id, grantedBy: person.grantedBy }, now);
  if (!granted) return "before";
  const after = { role: person.role, enterpriseId: enterprise.id, grantedBy: person.grantedBy };
  return { action: "enterprise_bound", subject: { kind: "person", id: noted.id }, after };
}
