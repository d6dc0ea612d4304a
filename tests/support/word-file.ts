import { strToU8, zipSync } from "fflate";

const NAMESPACES =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"';

/** A level of a list as Word writes it down. */
export type ListLevel = { format: string; pattern: string; style?: string };

/** A .docx of the given body, in WordprocessingML without namespaces. */
export function wordFile(body: string, more: { lists?: readonly (readonly ListLevel[])[]; styles?: string } = {}): Uint8Array {
  const part = (root: string, content: string) =>
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${NAMESPACES}>${content}</w:${root}>`);
  return zipSync({
    "[Content_Types].xml": strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
    "word/document.xml": part("document", `<w:body>${body}<w:sectPr/></w:body>`),
    "word/numbering.xml": part("numbering", (more.lists ?? []).map(abstractList).join("") + (more.lists ?? []).map(concreteList).join("")),
    "word/styles.xml": part("styles", more.styles ?? ""),
  });
}

/** A paragraph; `list` and `level` number it by the list of that number, from 1. */
export function paragraph(text: string, look: { list?: number; level?: number; style?: string; isIndented?: boolean } = {}): string {
  const style = look.style ? `<w:pStyle w:val="${look.style}"/>` : "";
  const list = look.list ? `<w:numPr><w:ilvl w:val="${look.level ?? 0}"/><w:numId w:val="${look.list}"/></w:numPr>` : "";
  const indent = look.isIndented ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : "";
  return `<w:p><w:pPr>${style}${list}${indent}</w:pPr>${run(text)}</w:p>`;
}

export function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</w:t></w:r>`;
}

/** A cell: its paragraphs, how many columns it spans, and whether it begins ("restart") or goes on with a vertical merge. */
export type WordCell = { lines: readonly string[]; span?: number; merge?: "restart" | "continue" };

export function table(rows: readonly (readonly (string | WordCell)[])[]): string {
  return `<w:tbl>${rows.map((cells) => `<w:tr>${cells.map(cellMarkup).join("")}</w:tr>`).join("")}</w:tbl>`;
}

function cellMarkup(cell: string | WordCell): string {
  const { lines, span = 1, merge } = typeof cell === "string" ? { lines: [cell] } : cell;
  const merged = merge ? `<w:vMerge w:val="${merge}"/>` : "";
  return `<w:tc><w:tcPr><w:gridSpan w:val="${span}"/>${merged}</w:tcPr>${lines.map((line) => paragraph(line)).join("")}</w:tc>`;
}

function abstractList(levels: readonly ListLevel[], index: number): string {
  const written = levels.map(
    ({ format, pattern, style }, level) =>
      `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${style ? `<w:pStyle w:val="${style}"/>` : ""}<w:lvlText w:val="${pattern}"/></w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="${index}">${written.join("")}</w:abstractNum>`;
}

function concreteList(_levels: readonly ListLevel[], index: number): string {
  return `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${index}"/></w:num>`;
}
