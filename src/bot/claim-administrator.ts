import { MINUTE_MS } from "../clock.ts";
import { type Gate, passGates } from "../mailroom/rate-gate.ts";
import { claimFirstAdministrator } from "../registry/first-administrator.ts";
import { texts } from "../texts/registry.ts";
import type { AnxunContext } from "./context.ts";
import { personName } from "./person-name.ts";

/** Three tries at once, then one in five minutes: of one person, and tenfold of everybody together. */
const TRIES = 3;
const TRY_MS = 5 * MINUTE_MS;

/** What stands at the end of the claim, as people type it. */
const CODE = /[0-9A-Za-z０-９Ａ-Ｚａ-ｚ][\s0-9A-Za-z０-９Ａ-Ｚａ-ｚ－-]*(?=[。.!！\s]*$)/u;

/** Whoever knows the code that the terminal shows becomes the first administrator. The code stands in no log. */
export async function claimAdministrator(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const { db, now } = needs;
  if (message.chatKind !== "private") return context.sendText(texts.firstAdministrator.onlyPrivate);
  const [code] = CODE.exec(message.text) ?? [""];
  if ((await passGates(db, gatesOf(message.speaker), now())).kind === "refused") return context.sendText(texts.firstAdministrator.tooOften);
  const name = await personName(needs, message.speaker);
  const called = { name: name ?? texts.firstAdministrator.nameless, isPlaceholder: name === undefined };
  const claim = { code, openId: message.speaker, ...called, chatId: message.chatId };
  const isAdministrator = await claimFirstAdministrator(db, claim, now());
  await context.sendText(isAdministrator ? texts.firstAdministrator.welcome : texts.firstAdministrator.refused);
}

function gatesOf(openId: string): Gate[] {
  return [
    { key: `claim/${openId}`, grantMs: TRY_MS, burst: TRIES },
    { key: "claim", grantMs: TRY_MS / 10, burst: TRIES * 10 },
  ];
}
