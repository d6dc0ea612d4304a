import { type Button, callbackButton, escapeMarkdown, type Form, type Input, markdown, plain, type Select } from "../card.ts";

/** The fields that the registry's forms are made of. */

export function select(
  name: string,
  placeholder: string,
  options: readonly (readonly [value: string, label: string])[],
  initial?: string,
): Select {
  return {
    tag: "select_static",
    name,
    placeholder: plain(placeholder),
    options: options.map(([value, label]) => ({ text: plain(label), value })),
    ...(initial !== undefined && options.some(([value]) => value === initial) ? { initial_option: initial } : {}),
    required: true,
  };
}

export function input(name: string, words: { label: string; placeholder?: string; value?: string; required?: boolean }): Input {
  return {
    tag: "input",
    name,
    label: plain(words.label),
    ...(words.placeholder ? { placeholder: plain(words.placeholder) } : {}),
    ...(words.value ? { default_value: words.value } : {}),
    ...(words.required ? { required: true } : {}),
  };
}

/**
 * A select shows its placeholder only while nothing is chosen: so what it asks for stands above it as well.
 * @param submit.value  what the submit button carries
 */
export function form(name: string, fields: readonly (Input | Select)[], submit: { label: string; value: object }): Form {
  const button: Button = {
    ...callbackButton(submit.label, { ...submit.value }, "primary"),
    name: `${name}_submit`,
    form_action_type: "submit",
  };
  return { tag: "form", name, elements: [...fields.flatMap(labelled), button] };
}

function labelled(field: Input | Select): Form["elements"] {
  return field.tag === "select_static" && field.placeholder ? [markdown(escapeMarkdown(field.placeholder.content)), field] : [field];
}
