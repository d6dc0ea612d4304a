import type { z } from "zod";
import { CARD_BYTES_MAX, CARD_ELEMENTS_MAX } from "../card.ts";
import { ABOLISHED, CardShell, elementSchema, FIELDS } from "./card-elements.ts";
import { countTags, elementsOf, formsOf, type Placed } from "./card-walk.ts";
import { type PlatformRefusal, refusal } from "./refusal.ts";
import type { State } from "./state.ts";

/** What the platform's card service finds wrong, in its own codes. */
export type CardFault = { code: number; path?: string; message: string; value?: string };

const NESTING_MAX = 5;

/** The refusal that a send of this card meets; undefined when the card is right. */
export function cardRefusal(state: State, card: unknown): PlatformRefusal | undefined {
  if (Buffer.byteLength(JSON.stringify(card) ?? "", "utf8") > CARD_BYTES_MAX) return refusal(230025);
  const fault = cardFault(state, card);
  return fault && cardError(fault);
}

export function cardError(fault: CardFault): PlatformRefusal {
  const path = fault.path ? ` ErrPath: ${fault.path};` : "";
  const value = fault.value ? ` ErrorValue: ${fault.value};` : "";
  return refusal(230099, `ErrCode: ${fault.code};${path} ErrMsg: ${fault.message};${value} `);
}

/** The first thing that is wrong with a card JSON 2.0. */
export function cardFault(state: State, card: unknown): CardFault | undefined {
  const shell = CardShell.safeParse(card);
  if (!shell.success) return shapeFault(shell.error, "ROOT");
  if (countTags(card) > CARD_ELEMENTS_MAX) return { code: 11310, message: "element exceeds the limit" };
  const placed = elementsOf(shell.data.body?.elements ?? []);
  for (const check of [elementFault, nestingFault, imageFault(state), personFault(state)]) {
    const fault = placed.map(check).find((one) => one !== undefined);
    if (fault) return fault;
  }
  return repeatedId(placed) ?? formFault(shell.data.body?.elements ?? []);
}

function elementFault({ element, path }: Placed): CardFault | undefined {
  const tag = element.tag;
  if (typeof tag !== "string") return parseFault(path, "tag is required");
  if (ABOLISHED.includes(tag)) {
    return { code: 200861, path, message: "cards of schema V2 no longer support this capability", value: `unsupported tag ${tag}` };
  }
  const schema = elementSchema(tag);
  if (!schema) return parseFault(path, `not support tag: ${tag}`);
  const parsed = schema.safeParse(element);
  return parsed.success ? undefined : shapeFault(parsed.error, path);
}

function nestingFault({ element, path, depth, parents }: Placed): CardFault | undefined {
  if (depth > NESTING_MAX) return parseFault(path, `elements nested more than ${NESTING_MAX} deep`);
  if (element.tag === "form" && parents.length > 0) return parseFault(path, "form must be at the root of the card");
  if (element.tag === "table" && parents.length > 0) return parseFault(path, "table must be at the root of the card");
  if (element.tag === "column" && parents.at(-1) !== "column_set") return parseFault(path, "column must be in a column_set");
  const inForm = parents.includes("form");
  if (!inForm && ("form_action_type" in element || element.required === true)) return parseFault(path, "form attribute outside of a form");
  return undefined;
}

function imageFault(state: State): (placed: Placed) => CardFault | undefined {
  return ({ element, path }) => {
    if (element.tag !== "img" || state.resources.get(String(element.img_key))?.kind === "image") return undefined;
    return { code: 200570, path, message: "card contains invalid image keys", value: `image key ${element.img_key}` };
  };
}

function personFault(state: State): (placed: Placed) => CardFault | undefined {
  return ({ element, path }) => {
    const content = element.tag === "markdown" ? String(element.content) : "";
    const ids = [...content.matchAll(/<at\s+id="?([^\s">]+)"?\s*>/g)].map((match) => String(match[1]));
    const wrong = ids.find((id) => id !== "all" && !state.people.has(id));
    return wrong === undefined
      ? undefined
      : { code: 100290, path, message: "There is an invalid user resource(at/person) in your card", value: wrong };
  };
}

function repeatedId(placed: readonly Placed[]): CardFault | undefined {
  const ids = placed.flatMap(({ element }) => (typeof element.element_id === "string" ? [element.element_id] : []));
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  return twice === undefined ? undefined : { code: 300301, message: "Duplicate element_id in card component", value: twice };
}

/** In a form every field and button bears its own name, and one button submits. */
function formFault(elements: readonly unknown[]): CardFault | undefined {
  const names: string[] = [];
  for (const { path, inside } of formsOf(elements)) {
    const named = inside.filter(({ element }) => element.tag === "button" || FIELDS.includes(String(element.tag)));
    const nameless = named.find(({ element }) => !element.name);
    if (nameless) return { code: 200530, path: nameless.path, message: "the name of a component in a form is empty" };
    names.push(...named.map(({ element }) => String(element.name)));
    if (!named.some(({ element }) => element.form_action_type === "submit")) return parseFault(path, "a form needs a submit button");
  }
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  return twice === undefined ? undefined : parseFault("ROOT -> body", `duplicate name in form: ${twice}`);
}

function shapeFault(error: z.ZodError, path: string): CardFault {
  const [issue] = error.issues;
  if (issue?.code === "unrecognized_keys")
    return parseFault([path, ...issue.path].join(" -> "), `unknown property, property: ${issue.keys.join(", ")}`);
  return parseFault([path, ...(issue?.path ?? [])].map(String).join(" -> "), issue?.message ?? "invalid");
}

function parseFault(path: string, value: string): CardFault {
  return { code: 200621, path, message: "parse card json err, please check whether the card json is correct", value };
}
