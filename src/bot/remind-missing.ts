import type { RemindMissing } from "../duties/delivery-press.ts";
import { remindMissing } from "../duties/remind-missing.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor, collectionSeen } from "./collecting.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf } from "./who.ts";

/** 「催交」: those alone who have not delivered, at most once a day. */
export async function remindMissingByPress(
  press: InboundPress,
  occurrence: RemindMissing,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const standing = await lookUp();
  const collecting = await collectingFor(needs, occurrence);
  if (!collecting) return undefined;
  const { district } = collecting.duty;
  const refused = refusalOf(standing, "accept_duty", { district });
  if (refused !== undefined) return toast("warning", refused);
  const { missing } = await collectionSeen(needs, collecting, standing);
  if (missing.length === 0) return toast("info", texts.nobodyToRemind);
  const bearers = missing.map(({ bearer }) => bearer);
  const { db, now, reminderRules } = needs;
  const { people, chats, unreachable } = await db.inTransaction(async (tx) => {
    const reminded = await remindMissing({ db: tx, now }, { collecting, missing: bearers, quiet: reminderRules.quiet });
    const subject = { kind: "duty", id: collecting.duty.id };
    const after = { due: collecting.due, people: reminded.people, chats: reminded.chats, unreachable: reminded.unreachable.length };
    await audit(tx, { actor: press.presser, action: "missing_reminded", subject, chatId: press.chatId, after }, now());
    return reminded;
  });
  needs.onEnqueued();
  const names = unreachable.map(({ name }) => name);
  const told = [texts.reminded({ people, chats }), ...(names.length > 0 ? [texts.unreachable({ names })] : [])].join("");
  return toast(names.length > 0 ? "warning" : "success", told);
}
