/** Markup that is safe to send: everything that was put into it is escaped. */
export type Html = { readonly html: string };

type Part = string | number | Html | readonly Html[] | undefined;

/** A template: texts are escaped, pieces of Html and lists of them go in as they are, undefined is nothing. */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { html: template.reduce((before, text, index) => `${before}${markup(parts[index - 1])}${text}`) };
}

/** Markup that we wrote ourselves. */
export function trusted(markup: string): Html {
  return { html: markup };
}

function markup(part: Part): string {
  if (part === undefined) return "";
  if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
  if ("html" in part) return part.html;
  return part.map((piece) => piece.html).join("");
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
