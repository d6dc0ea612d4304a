import type { Card } from "../../src/card.ts";

type Part = Readonly<Record<string, unknown>>;

/** A card as lines that a test can read: its header, then each component, containers indented. */
export function printCard(card: Card): string {
  const header = card.header ? [`# ${card.header.title.content}`, ...subtitle(card.header.subtitle)] : [];
  return [...header, ...card.body.elements.flatMap((element) => lines(element))].join("\n");
}

function subtitle(text: { content: string } | undefined): string[] {
  return text ? [`  ${text.content}`] : [];
}

function lines(part: Part): string[] {
  switch (part.tag) {
    case "markdown":
      return String(part.content).split("\n");
    case "hr":
      return ["---"];
    case "img":
      return [`[image ${words(part.alt)}]`];
    case "button":
      return [`[${words(part.text)}]${part.form_action_type ? ` (${part.form_action_type})` : ""}`];
    case "input":
      return [
        `<${words(part.label) || words(part.placeholder) || part.name}>${part.required ? " *" : ""} ${part.default_value ?? ""}`.trimEnd(),
      ];
    case "select_static":
      return [
        `<${words(part.placeholder) || part.name}>${part.required ? " *" : ""}: ${parts(part.options)
          .map((one) => words(one.text))
          .join(" | ")}`,
      ];
    case "column_set":
      return [
        parts(part.columns)
          .map((column) => parts(column.elements).flatMap(lines).join(" / "))
          .join(" │ "),
      ];
    case "collapsible_panel":
      return [`> ${words((part.header as Part).title)}`, ...indented(part.elements)];
    case "form":
      return [`form ${part.name}`, ...indented(part.elements)];
    default:
      return [`(${part.tag})`];
  }
}

function indented(elements: unknown): string[] {
  return parts(elements)
    .flatMap(lines)
    .map((line) => `  ${line}`);
}

function parts(value: unknown): Part[] {
  return Array.isArray(value) ? value : [];
}

function words(text: unknown): string {
  return typeof text === "object" && text !== null && "content" in text ? String(text.content) : "";
}
