import type { Card } from "../card.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { districtsOnDuty } from "../policy/duty-chat.ts";
import { audit } from "../registry/audit.ts";
import type { Chat, ChatSetup } from "../registry/chat.ts";
import { forgetMembers } from "../registry/chat-members.ts";
import { ChatSetupForm, readChatSetup } from "../registry/chat-setup.ts";
import { chatSettingsCard, chatSetupCard, saySetupProblem } from "../registry/chat-setup-card.ts";
import { findEnterprise, searchEnterprises } from "../registry/enterprises.ts";
import { isCalled } from "../registry/find-enterprise.ts";
import { chatOf, districtInName, setUpChat } from "../registry/groups.ts";
import { NONE } from "../registry/press.ts";
import { seatedIn } from "../registry/seated.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/joining.ts";
import type { AnxunContext } from "./context.ts";
import { knownDistricts } from "./districts.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress } from "./who.ts";

const SAME_NAME_MAX = 50;

/** 「群设置」: the form, for administrators. */
export async function showChatSetup(context: AnxunContext): Promise<void> {
  const { needs, message } = context;
  if (message.chatKind === "private") return context.sendText(texts.setup.notHere);
  const standing = await context.standing();
  const refused = refusalOf(standing, "set_up_chat", { district: standing.chat?.district });
  if (refused) return context.sendText(refused);
  const asked = await setupCardOf(needs, message.chatId);
  await (asked ? context.say({ kind: "card", card: asked }) : context.sendText(texts.setup.unknownChat));
}

/** The form of a group, or, where it was set up before, what was saved. Undefined: the platform does not tell of it. */
export async function joiningCard(needs: BotNeeds, chatId: string): Promise<Card | undefined> {
  const chat = await chatOf(needs, chatId, await knownDistricts(needs));
  if (!chat) return undefined;
  return chat.setUpAt ? chatSettingsCard(chat, await surroundings(needs, chat)) : chatSetupCard(chat, await surroundings(needs, chat));
}

async function setupCardOf(needs: BotNeeds, chatId: string): Promise<Card | undefined> {
  const chat = await chatOf(needs, chatId, await knownDistricts(needs));
  return chat && chatSetupCard(chat, await surroundings(needs, chat));
}

/** The form once more, on the card of what was saved. */
export async function editChatSetup(press: InboundPress, _value: object, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "set_up_chat", { district: (await lookUp()).chat?.district });
  if (refused) return refused;
  const asked = await setupCardOf(needs, press.chatId);
  return asked ? { card: asked } : toast("warning", texts.setup.unknownChat);
}

/** Saves what an administrator wrote; whoever else presses changes nothing. */
export async function saveChatSetup(press: InboundPress, _value: object, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const { chat } = await lookUp();
  const refused = await refusedPress(lookUp, "set_up_chat", { district: chat?.district });
  if (refused) return refused;
  if (!chat || chat.kind === "private") return toast("warning", texts.setup.unknownChat);
  const form = ChatSetupForm.safeParse(press.form);
  if (!form.success || !(await isKnownDistrict(needs, form.data.district))) return toast("warning", texts.setup.problems.form);
  const reading = readChatSetup(form.data, { units: await listUnits(needs.db), chat });
  if ("problem" in reading) return toast("warning", saySetupProblem(reading.problem));
  // Nobody puts a group into a district that is not theirs to administer.
  const elsewhere = await refusedPress(lookUp, "set_up_chat", { district: reading.setup.district });
  if (elsewhere) return elsewhere;
  const seats = reading.setup.kind === "inner" ? await seatsOf(needs, press.chatId) : { vouchedFor: [] };
  if ("problem" in seats) return toast("warning", seats.problem);
  const enterpriseId = await enterpriseCalled(needs.db, reading);
  if (enterpriseId === "unknown") return toast("warning", texts.setup.problems.enterprise);
  const saved = await save(press, chat, { ...reading.setup, ...seats, enterpriseId }, needs);
  if (!saved) return toast("warning", texts.setup.unknownChat);
  return { ...toast("success", texts.setup.saved), card: chatSettingsCard(saved, await surroundings(needs, saved)) };
}

async function save(press: InboundPress, chat: Chat, setup: ChatSetup, needs: BotNeeds): Promise<Chat | undefined> {
  const { db, now } = needs;
  const named = districtInName(chat.name, await knownDistricts(needs));
  return db.inTransaction(async (tx) => {
    const saved = await setUpChat(tx, chat.chatId, setup, { openId: press.presser, at: now(), named });
    if (!saved) return undefined;
    const subject = { kind: "chat", id: chat.chatId };
    const change = { before: setupOf(chat), after: setupOf(saved) };
    await audit(tx, { actor: press.presser, action: "chat_set_up", subject, chatId: chat.chatId, ...change }, now());
    return saved;
  });
}

function setupOf({ kind, district, enterpriseId, tags, settings, vouchedFor }: Chat): object {
  return { kind, district, enterpriseId, tags, settings, vouchedFor };
}

async function isKnownDistrict(needs: BotNeeds, district: string): Promise<boolean> {
  return district === NONE || (await knownDistricts(needs)).includes(district);
}

/**
 * Who sits in a group that is to be an inner one: nobody of an enterprise. Whoever has no role yet is a colleague by the administrator's
 * word, which counts for those who sit there now.
 */
async function seatsOf(needs: BotNeeds, chatId: string): Promise<{ vouchedFor: string[] } | { problem: string }> {
  // Somebody may have joined since we asked last.
  await forgetMembers(needs.db, chatId);
  const seated = await seatedIn(needs, chatId);
  if (!seated) return { problem: texts.setup.problems.membersUnread };
  const { problems } = texts.setup;
  const namesOf = (members: typeof seated.owners) => ({ names: members.map(({ name }) => name) });
  if (seated.owners.length > 0) return { problem: problems.owners(namesOf(seated.owners)) };
  if (seated.gone.length > 0) return { problem: problems.gone(namesOf(seated.gone)) };
  return { vouchedFor: seated.unknown.map(({ openId }) => openId) };
}

/** The one enterprise of that district that is called exactly so. */
async function enterpriseCalled(
  db: Db,
  { setup, enterpriseName }: { setup: Pick<ChatSetup, "district">; enterpriseName: string | undefined },
): Promise<string | undefined | "unknown"> {
  if (enterpriseName === undefined) return undefined;
  const filter = { limit: SAME_NAME_MAX, ...(setup.district !== undefined && { district: setup.district }) };
  const called = (await searchEnterprises(db, enterpriseName, filter)).filter((one) => isCalled(one, enterpriseName));
  return called.length === 1 && called[0] ? called[0].id : "unknown";
}

async function surroundings(needs: BotNeeds, chat: Chat) {
  const enterprise = chat.enterpriseId === undefined ? undefined : await findEnterprise(needs.db, chat.enterpriseId);
  return {
    districts: await knownDistricts(needs),
    isDuty: districtsOnDuty(needs.dutyChats, chat.chatId).length > 0,
    enterpriseName: enterprise?.name,
    setUpByName: chat.setUpBy === undefined ? undefined : await personName(needs, chat.setUpBy),
  };
}
