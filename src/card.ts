/** The part of Feishu's card JSON 2.0 that we use: types and small builders. Unknown attributes are errors there. */
export type Card = {
  schema: "2.0";
  config: { update_multi: true; streaming_mode?: true; width_mode?: "fill"; summary?: { content: string } };
  header?: CardHeader;
  body: { elements: readonly CardElement[] };
};

type CardHeader = { title: PlainText; subtitle?: PlainText; template: CardColor };
export type CardColor = "blue" | "wathet" | "green" | "yellow" | "orange" | "red" | "grey" | "turquoise";

export type CardElement = Markdown | Divider | Columns | Button | Image | Collapsible | Form | Input | Select | Chart;

export type PlainText = { tag: "plain_text"; content: string };
export type Markdown = { tag: "markdown"; element_id?: string; content: string; text_size?: "normal" | "notation" | "heading" };
export type Divider = { tag: "hr" };
export type Columns = { tag: "column_set"; flex_mode?: "none" | "stretch" | "flow" | "bisect"; columns: readonly Column[] };
type Column = { tag: "column"; width: "weighted" | "auto"; weight?: number; elements: readonly CardElement[] };
export type Button = {
  tag: "button";
  text: PlainText;
  type: "default" | "primary" | "danger" | "text";
  /** Non-empty and unique inside a form. */
  name?: string;
  form_action_type?: "submit" | "reset";
  behaviors?: readonly ButtonBehavior[];
};
type ButtonBehavior = { type: "callback"; value: Readonly<Record<string, unknown>> } | { type: "open_url"; default_url: string };
type Image = { tag: "img"; img_key: string; alt: PlainText };
export type Collapsible = {
  tag: "collapsible_panel";
  expanded: boolean;
  header: { title: PlainText };
  elements: readonly CardElement[];
};
/** Forms stand at the root of a card only. */
export type Form = { tag: "form"; name: string; elements: readonly CardElement[] };
export type Input = {
  tag: "input";
  name: string;
  label?: PlainText;
  placeholder?: PlainText;
  default_value?: string;
  required?: boolean;
  input_type?: "text" | "multiline_text";
};
export type Select = {
  tag: "select_static";
  name: string;
  placeholder?: PlainText;
  options: readonly { text: PlainText; value: string }[];
  initial_option?: string;
  required?: boolean;
};
/** `chart_spec` is a VChart spec. */
export type Chart = { tag: "chart"; chart_spec: Readonly<Record<string, unknown>>; aspect_ratio?: "16:9" | "4:3" | "2:1" | "1:1" };

/** Bytes that a card may take on the wire; Feishu refuses more with 230025. */
export const CARD_BYTES_MAX = 30 * 1024;
/** Elements that a card may hold, nested ones counted. */
export const CARD_ELEMENTS_MAX = 200;

export function plain(content: string): PlainText {
  return { tag: "plain_text", content };
}

export function markdown(content: string): Markdown {
  return { tag: "markdown", content };
}

/** Small grey text below what it explains. */
export function notation(content: string): Markdown {
  return { tag: "markdown", content, text_size: "notation" };
}

export function divider(): Divider {
  return { tag: "hr" };
}

/** A button that comes back to us with `value` as an InboundPress. */
export function callbackButton(label: string, value: Readonly<Record<string, unknown>>, type: Button["type"] = "default"): Button {
  return { tag: "button", text: plain(label), type, behaviors: [{ type: "callback", value }] };
}

/** A button that opens an address. */
export function linkButton(label: string, url: string): Button {
  return { tag: "button", text: plain(label), type: "default", behaviors: [{ type: "open_url", default_url: url }] };
}

/** Buttons side by side, wrapping where the screen is narrow. */
export function buttonRow(buttons: readonly Button[]): Columns {
  return {
    tag: "column_set",
    flex_mode: "flow",
    columns: buttons.map((button) => ({ tag: "column", width: "auto", elements: [button] })),
  };
}

/**
 * @param title    the header
 * @param elements from top to bottom
 * @param summary  what the chat list and the notification show
 */
export function card(title: { text: string; color?: CardColor }, elements: readonly CardElement[], summary: string): Card {
  return {
    schema: "2.0",
    config: { update_multi: true, summary: { content: summary } },
    header: { title: plain(title.text), template: title.color ?? "blue" },
    body: { elements },
  };
}

/** Text from outside, made harmless inside a markdown element: no mention, link, image or emphasis of its own. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[&<>*_~`[\]()#\\!|]/g, (character) => `&#${character.codePointAt(0)};`);
}
