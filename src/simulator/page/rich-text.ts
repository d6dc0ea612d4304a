/** A piece of a plain message: its words, a person named in it, an address that can be opened. */
export type Segment = { kind: "text" | "mention" | "link"; text: string };

const ADDRESS = /https?:\/\/[^\s<>"'，。；、！？（）《》「」【】]+/;

/**
 * Splits a message where it names someone or shows an address.
 * @param names  whom the platform says it mentions
 */
export function segmentsOf(text: string, names: readonly string[]): readonly Segment[] {
  const mentions = [...names].sort((left, right) => right.length - left.length).map((name) => `@${escapePattern(name)}`);
  const pattern = new RegExp(`(${[...mentions, ADDRESS.source].join("|")})`, "g");
  return text
    .split(pattern)
    .filter((piece) => piece !== "")
    .map((piece) => ({ kind: kindOf(piece, names), text: piece }));
}

function kindOf(piece: string, names: readonly string[]): Segment["kind"] {
  if (piece.startsWith("@") && names.includes(piece.slice(1))) return "mention";
  return new RegExp(`^${ADDRESS.source}$`).test(piece) ? "link" : "text";
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
