import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { bindingRequestCard } from "../registry/binding-card.ts";
import { type BindingRequest, decideBinding, findBindingRequest } from "../registry/binding-requests.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { whatOf } from "../registry/enterprise-rights.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import type { DecideBinding } from "../registry/press.ts";
import { texts } from "../texts/joining.ts";
import { bindingKey, standFor } from "./bind-enterprise.ts";
import { isPressedOnDuty } from "./duty-chat-of.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** An officer confirms or rejects that somebody stands for an enterprise. The first one decides. */
export async function decideOnBinding(
  press: InboundPress,
  { requestId, verdict }: DecideBinding,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const request = await findBindingRequest(needs.db, requestId);
  // A card that was forwarded elsewhere decides nothing there.
  if (!request) return undefined;
  const keyAlone = bindingKey(requestId, { kind: "person", openId: press.presser });
  if (!(await isPressedOnDuty(needs.db, press, { dutyChatId: request.dutyChatId, keyAlone }))) return undefined;
  const enterprise = await findEnterprise(needs.db, request.enterpriseId);
  if (!enterprise) return undefined;
  const refused = await refusedPress(lookUp, "confirm_binding", whatOf(enterprise));
  if (refused) return refused;
  const name = await personName(needs, press.presser);
  const decided = await settle({ press, enterprise, verdict, name, requestId }, needs);
  if (decided) return { ...toast("success", texts.request.doneToast[verdict]), card: bindingRequestCard(decided, enterprise) };
  const standing = (await findBindingRequest(needs.db, requestId)) ?? request;
  const before = texts.request.decidedBefore({ name: standing.decision?.name });
  return { ...toast("info", before), card: bindingRequestCard(standing, enterprise) };
}

type Decision = {
  press: InboundPress;
  enterprise: Enterprise;
  verdict: "confirmed" | "rejected";
  name: string | undefined;
  requestId: string;
};

/** The role, the word to whoever asked, and the audit stand together or not at all. */
async function settle({ press, enterprise, verdict, name, requestId }: Decision, needs: BotNeeds): Promise<BindingRequest | undefined> {
  const { db, now, onEnqueued } = needs;
  const by = press.presser;
  const decided = await db.inTransaction(async (tx) => {
    const row = await decideBinding(tx, requestId, { verdict, by, name }, now());
    if (!row) return undefined;
    const bound = verdict === "confirmed" ? await standFor(tx, { ...row, grantedBy: by }, enterprise, now()) : undefined;
    const text = bound === "resigned" ? texts.bind.resigned : texts.bind[verdict]({ enterprise: enterprise.name });
    const delivery = { kind: "send", to: { kind: "chat", chatId: row.chatId }, content: { kind: "text", text } } as const;
    await enqueue(tx, { key: `binding:${row.id}:told`, delivery, priority: "answer" }, now());
    const entry =
      typeof bound === "object"
        ? bound
        : {
            action: `binding_${verdict}`,
            subject: { kind: "enterprise", id: enterprise.id },
            after: { requestId, openId: row.openId },
          };
    await audit(tx, { ...entry, actor: by, chatId: press.chatId }, now());
    return row;
  });
  if (decided) onEnqueued();
  return decided;
}
