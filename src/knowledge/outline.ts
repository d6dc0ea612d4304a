import { texts } from "../texts/knowledge.ts";
import { type DraftPassage, draftPassages, type Element } from "./clauses.ts";
import { linesOf } from "./lines.ts";
import { type Paragraph, paragraphsOf } from "./paragraphs.ts";
import { rolesOf } from "./roles.ts";
import { segmentsOf } from "./segments.ts";
import { readTable, type Table } from "./table.ts";
import { readTitleBlock, type TitleBlock } from "./title-block.ts";

export type Outline = {
  titleBlock: TitleBlock;
  /** In the order of the text. Their spans together hold every character that is no white space, each once. */
  passages: readonly DraftPassage[];
  /** Chinese sentences for the person who keeps the documents. */
  warnings: readonly string[];
};

/** Takes a Chinese official document apart into clauses, formal lines and table rows. Any text has an outline. */
export function readOutline(source: string): Outline {
  const elements = elementsOf(source);
  const { passages, warnings } = draftPassages(elements);
  const lines = elements.map((element) =>
    // A table parts the lines of one title from those of the next.
    element.kind === "paragraph" ? { role: element.role, text: element.paragraph.text } : { role: "text" as const, text: "" },
  );
  return { titleBlock: readTitleBlock(lines), passages: withUniquePaths(passages), warnings };
}

/** Paragraphs with their roles, and tables, in the order of the text. */
function elementsOf(source: string): Element[] {
  const pieces = segmentsOf(linesOf(source)).flatMap(({ kind, lines }): (Paragraph | Table)[] =>
    kind === "table" ? [readTable(lines)] : paragraphsOf(lines),
  );
  // Roles need the neighbours, also those beyond a table.
  const isParagraph = (piece: Paragraph | Table): piece is Paragraph => !isTable(piece);
  const captions = new Set(pieces.filter((_, index) => pieces.slice(index + 1, index + 2).some(isTable)).filter(isParagraph));
  const roles = rolesOf(pieces.filter(isParagraph), captions).values();
  return pieces.map((piece): Element => {
    if (isTable(piece)) return { kind: "table", table: piece };
    return { kind: "paragraph", paragraph: piece, role: roles.next().value ?? "text" };
  });
}

function isTable(piece: Paragraph | Table): piece is Table {
  return "rows" in piece;
}

/** A citation must lead to one place: the second 「一、总则」 of a document says that it is the second. */
function withUniquePaths(passages: readonly DraftPassage[]): DraftPassage[] {
  const seen = new Map<string, number>();
  return passages.map((passage) => {
    const count = (seen.get(passage.path) ?? 0) + 1;
    seen.set(passage.path, count);
    return count === 1 ? passage : { ...passage, path: texts.repeated({ path: passage.path, count }) };
  });
}
