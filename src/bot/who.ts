import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import { districtsOnDuty, isSameDistrict } from "../policy/duty-chat.ts";
import { type Chat, defaultSettings, kindOf } from "../registry/chat.ts";
import { chatOf, enterChat, findChat, notePrivateChat } from "../registry/groups.ts";
import { type Person, personOfAccount } from "../registry/people.ts";
import { type Action, mayI, type What, type Where, type Who } from "../registry/rights.ts";
import { sayRefusal } from "../registry/rights-table.ts";
import { grantsOf } from "../registry/roles.ts";
import { hasOutsiders } from "../registry/seated.ts";
import { knownDistricts } from "./districts.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";

/** Who spoke or pressed, and where: what every right is asked with. Loaded once for each thing that comes in. */
export type Standing = {
  openId: string;
  /** Undefined: nobody has entered them, and they have not been noted. They are a reporter. */
  person: Person | undefined;
  who: Who;
  chatId: string;
  /** Undefined: a private chat, or a group that the platform could not tell of yet. */
  chat: Chat | undefined;
  where: Where;
};

export async function standingOf(needs: BotNeeds, inbound: InboundMessage | InboundPress): Promise<Standing> {
  const openId = inbound.kind === "message" ? inbound.speaker : inbound.presser;
  const { chatId } = inbound;
  const isPrivate = inbound.kind === "message" && inbound.chatKind === "private";
  const person = await personOfAccount(needs.db, openId);
  const grants = person ? await grantsOf(needs.db, person.id) : [];
  const place = isPrivate ? await privateChat(needs, chatId) : await group(needs, chatId);
  // Word that we were added may have been lost. A press tells nothing: an old card can be pressed where we are no longer.
  if (inbound.kind === "message" && place.chat && !place.chat.present) await enterChat(needs.db, chatId);
  return { openId, person, who: { status: person?.status ?? "active", grants }, chatId, ...place };
}

/** Why this may not be done here, in a sentence; undefined: it may. */
export function refusalOf({ who, where }: Pick<Standing, "who" | "where">, action: Action, what: What = {}): string | undefined {
  const permission = mayI(who, action, where, what);
  return permission.allowed ? undefined : sayRefusal(permission.reason);
}

/** Who pressed, and where; looked up once, and only when it is asked for. */
export type LookUp = () => Promise<Standing>;

/** What pops up when a press is refused; undefined: it may be done. */
export async function refusedPress(lookUp: LookUp, action: Action, what: What = {}): Promise<PressReply | undefined> {
  const refused = refusalOf(await lookUp(), action, what);
  return refused === undefined ? undefined : toast("warning", refused);
}

/** A press does not say in which kind of chat it was made: so a private chat is noted when somebody speaks in it. */
async function privateChat({ db, now }: BotNeeds, chatId: string): Promise<Pick<Standing, "chat" | "where">> {
  if (!(await findChat(db, chatId))) await notePrivateChat(db, chatId, now());
  return { chat: undefined, where: whereOf({ kind: "private", external: false }, []) };
}

async function group(needs: BotNeeds, chatId: string): Promise<Pick<Standing, "chat" | "where">> {
  const districts = await knownDistricts(needs);
  const chat = await chatOf(needs, chatId, districts);
  // The operator may have left out the 「区」.
  const onDuty = districtsOnDuty(needs.dutyChats, chatId).map((name) => districts.find((own) => isSameDistrict(own, name)) ?? name);
  const where = whereOf(chat, onDuty);
  if (where.kind !== "inner") return { chat, where };
  return { chat, where: { ...where, hasOutsiders: await hasOutsiders(needs, chatId, chat?.vouchedFor ?? []) } };
}

type KnownChat = Pick<Chat, "kind" | "external"> & Partial<Chat>;

/** @param onDuty  the districts whose officers the operator has put here */
function whereOf(chat: KnownChat | undefined, onDuty: readonly string[]): Where {
  const { district, enterpriseId, settings = defaultSettings() } = chat ?? {};
  const kind = kindOf(chat ?? { kind: undefined, external: false }, onDuty.length > 0);
  const districts = [...new Set([...(district === undefined ? [] : [district]), ...onDuty])];
  return { kind, districts, enterpriseId, asking: settings.asking };
}
