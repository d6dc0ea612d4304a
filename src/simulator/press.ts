import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Card } from "../card.ts";
import { parseJson } from "../json.ts";
import { texts } from "../texts/simulator.ts";
import { cardRefusal } from "./card-check.ts";
import { FIELDS } from "./card-elements.ts";
import { bodyElements, elementsOf, formsOf, isObject, type Placed } from "./card-walk.ts";
import type { CallOutcome } from "./delivery.ts";
import { platformEvent, userId } from "./events.ts";
import { PageRefusal } from "./page-refusal.ts";
import type { Platform } from "./platform.ts";
import type { Person, StoredMessage } from "./state.ts";

/** What a person does with a card. */
export type Press = {
  /** What the component carries; with a form, of its submit button. */
  value?: unknown;
  name?: string | undefined;
  form?: Readonly<Record<string, unknown>> | undefined;
  /** Of a select outside a form. */
  option?: string | undefined;
};

export type Toast = { type: "info" | "success" | "error" | "warning"; content: string };
export type PressResult = { toast?: Toast; error?: { code: number; text: string }; card?: Card };

const Answer = z.strictObject({
  toast: z
    .strictObject({
      type: z.enum(["info", "success", "error", "warning"]).default("info"),
      content: z.string().default(""),
      i18n: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  card: z.strictObject({ type: z.enum(["raw", "template"]), data: z.record(z.string(), z.unknown()) }).optional(),
});

/**
 * Presses a component of a card: the bot has three seconds to answer with a toast, a card, or nothing.
 * @throws PageRefusal when the card has no such component, or the form is not filled in
 */
export async function press(platform: Platform, person: Person, message: StoredMessage, act: Press): Promise<PressResult> {
  const { store, access, post, cardTokens } = platform;
  const { element, form } = pressed(message, act);
  const token = cardTokens.begin(message.id);
  const body = {
    operator: { tenant_key: "", ...userId(person) },
    token,
    action: {
      tag: element.tag,
      value: act.value ?? {},
      timezone: "Asia/Shanghai",
      ...(element.name !== undefined && { name: element.name }),
      ...(form && { form_value: form }),
      ...(act.option !== undefined && { option: act.option }),
    },
    host: "im_message",
    context: { open_message_id: message.id, open_chat_id: message.chatId },
  };
  const outcome = await post.call(platformEvent("card.action.trigger", access.credentials.appId, store.now(), body));
  cardTokens.finish(message.id);
  return settle(platform, message, outcome);
}

function settle({ store }: Platform, message: StoredMessage, outcome: CallOutcome): PressResult {
  if (outcome.kind === "unreachable") return failed(200340);
  if (outcome.kind === "timed_out") return failed(200341);
  if (outcome.ack.code !== 200) return failed(200671);
  const answer = Answer.safeParse(decoded(outcome.ack.data));
  if (!answer.success) return failed(200672);
  const { toast, card } = answer.data;
  if (card) {
    if (card.type !== "raw" || cardRefusal(store.state, card.data)) return failed(card.data.schema === undefined ? 200830 : 200673);
    store.record({
      kind: "message_changed",
      id: message.id,
      patch: { content: JSON.stringify(card.data), updatedAt: store.now().getTime() },
    });
  }
  return { ...(toast && { toast: { type: toast.type, content: toast.content } }), ...(card && { card: card.data as unknown as Card }) };
}

function failed(code: number): PressResult {
  return { error: { code, text: texts.pressFailed({ code }) } };
}

/** Undefined for what is no JSON: the same as no answer at all. */
function decoded(data: string | undefined): unknown {
  return data === undefined ? undefined : parseJson(Buffer.from(data, "base64").toString("utf8"));
}

type Pressed = { element: Placed["element"]; form: Readonly<Record<string, unknown>> | undefined };

/** Finds what was pressed in the card as it stands now. */
function pressed(message: StoredMessage, act: Press): Pressed {
  if (message.recalledAt !== undefined || message.msgType !== "interactive") throw new PageRefusal(409, texts.notPressable);
  const elements = bodyElements(JSON.parse(message.content));
  const { element } = elementsOf(elements).find((placed) => answers(placed, act)) ?? {};
  if (!element || element.disabled === true) throw new PageRefusal(409, texts.notPressable);
  const form = formsOf(elements).find(({ inside }) => inside.some((placed) => placed.element === element));
  return { element, form: form && filled(form.inside, act.form ?? {}) };
}

function answers({ element, parents }: Placed, act: Press): boolean {
  if (act.name !== undefined && element.name !== act.name) return false;
  const values = callbackValues(element);
  if (element.form_action_type === "submit" && parents.includes("form")) {
    return act.value === undefined || values.length === 0 || values.some((value) => isDeepStrictEqual(value, act.value));
  }
  return values.some((value) => isDeepStrictEqual(value, act.value));
}

function callbackValues(element: Placed["element"]): unknown[] {
  const behaviors = Array.isArray(element.behaviors) ? element.behaviors : [];
  return behaviors.filter((behavior) => behavior.type === "callback").map((behavior) => behavior.value);
}

/** What the form sends: each field under its name; of those left empty only inputs, as empty text. */
function filled(inside: readonly Placed[], form: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const { element } of inside.filter((placed) => FIELDS.includes(String(placed.element.tag)))) {
    const name = String(element.name);
    const value = form[name] ?? element.default_value ?? element.initial_option ?? "";
    if (value === "" && element.required === true) throw new PageRefusal(400, texts.requiredField({ field: labelOf(element) }));
    if (value !== "" || element.tag === "input") values[name] = value;
  }
  return values;
}

function labelOf(element: Placed["element"]): string {
  return wordsOf(element.label) ?? wordsOf(element.placeholder) ?? String(element.name);
}

function wordsOf(text: unknown): string | undefined {
  return isObject(text) && typeof text.content === "string" ? text.content : undefined;
}

/** What the button with these words carries. @throws PageRefusal when the card has none */
export function valueOfButton(message: StoredMessage, label: string): Press {
  const buttons = elementsOf(bodyElements(JSON.parse(message.content))).filter(({ element }) => element.tag === "button");
  const { element } = buttons.find((placed) => wordsOf(placed.element.text) === label) ?? {};
  if (!element) throw new PageRefusal(409, texts.notPressable);
  return { value: callbackValues(element)[0], name: element.name === undefined ? undefined : String(element.name) };
}
