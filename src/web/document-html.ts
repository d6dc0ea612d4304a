import { chineseDay, type Day } from "../clock.ts";
import type { Passage, PlanDocument } from "../knowledge/document.ts";
import { LIT, type Place, type Range } from "../knowledge/document-link.ts";
import { texts } from "../texts/web.ts";
import { type Html, html, trusted } from "./html.ts";

/** Document → page: pure, everything that stands in a document is escaped. */

type Shown = {
  document: PlanDocument;
  passages: readonly Passage[];
  today: Day;
  place: Partial<Pick<Place, "passage">> & Pick<Place, "marks">;
};

export function documentPage(shown: Shown, style: string): string {
  const { document, passages, today, place } = shown;
  const lit = passages.find(({ path }) => path === place.passage);
  const missing = place.passage !== undefined && !lit;
  return page(
    document.title,
    style,
    html`
    <header class="bar"><p>${texts.document.bar({ title: document.title, passage: lit?.path })}</p></header>
    <main>
      <h1>${document.title}</h1>
      ${facts(document, today)}
      ${missing ? html`<p class="notice" role="status">${texts.document.passageGone}</p>` : undefined}
      <article>${passages.map((passage) => passageHtml(passage, passage === lit ? place.marks : undefined))}</article>
      <footer>${texts.document.footer}</footer>
    </main>`,
  );
}

export function missingPage(style: string): string {
  const { title, body } = texts.document.missing;
  return page(title, style, html`<main class="missing"><h1>${title}</h1><p>${body}</p></main>`);
}

function page(title: string, style: string, body: Html): string {
  const document = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${texts.document.pageTitle({ title })}</title>
<style>${trusted(style)}</style>
</head>
<body>${body}</body>
</html>
`;
  return document.html;
}

function facts(document: PlanDocument, today: Day): Html {
  const { label, unknown, validity } = texts.document;
  const standing = standingOf(document, today);
  const rows = [
    { name: label.number, value: document.number ?? unknown },
    { name: label.issuer, value: document.issuer ?? unknown },
    { name: label.issuedOn, value: document.issuedOn ? chineseDay(document.issuedOn) : unknown },
    { name: label.inForce, value: texts.document.period({ from: document.inForceFrom, to: document.inForceTo }) },
  ];
  return html`<dl class="facts">
    <div><dt>${label.validity}</dt><dd><strong class="standing ${standing}">${validity[standing]}</strong></dd></div>
    ${rows.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl>`;
}

function standingOf({ supersededBy, inForceFrom, inForceTo }: PlanDocument, today: Day): keyof typeof texts.document.validity {
  if (supersededBy) return "superseded";
  if (inForceTo && today > inForceTo) return "expired";
  if (inForceFrom && today < inForceFrom) return "pending";
  return "valid";
}

/** @param marks  of the passage that is lit up: what the link quotes, none for all of it; undefined for any other passage */
function passageHtml(passage: Passage, marks: readonly Range[] | undefined): Html {
  const fitting = marks?.filter(({ start, end }) => start < end && end <= passage.body.length) ?? [];
  const blocks = passage.cells ? rowBlocks(passage, fitting) : textBlocks(passage, fitting);
  const kind = passage.cells && passage.kind === "heading" ? "row head" : passage.kind;
  if (!marks) return html`<section class="${kind}">${blocks}</section>`;
  // Where the quote itself is marked, the mark is what the link leads to.
  return html`<section class="${kind} lit" ${fitting.length > 0 ? undefined : ANCHOR}>${blocks}</section>`;
}

/** Leads to the quote without a script: by the link's fragment, else by the focus. */
const ANCHOR = trusted(`id="${LIT}" tabindex="-1" autofocus`);

/** Paragraph by paragraph; the passage's own heading stands out, on its own line or at the head of its sentence. */
function textBlocks({ body, trail }: Passage, marks: readonly Range[]): Html[] {
  const own = trail.at(-1);
  const headed = own !== undefined && body.startsWith(own) ? own.length : 0;
  return piecesOf(body, "\n").map(({ text, start }) => {
    if (start >= headed) return html`<p>${inked(text, start, marks)}</p>`;
    if (text.length <= headed) return headingHtml(trail.length, inked(text, start, marks));
    return html`<p><b>${inked(text.slice(0, headed), start, marks)}</b>${inked(text.slice(headed), start + headed, marks)}</p>`;
  });
}

function headingHtml(depth: number, content: Html): Html {
  if (depth <= 1) return html`<h2>${content}</h2>`;
  return depth === 2 ? html`<h3>${content}</h3>` : html`<h4>${content}</h4>`;
}

/** Cells side by side as printed: tables of scanned plans shift their columns, so none are promised here. */
function rowBlocks({ body }: Passage, marks: readonly Range[]): Html[] {
  return piecesOf(body, "\t").map(({ text, start }) => {
    const size = text.length > LONG_CELL ? "cell long" : "cell";
    return html`<div class="${size}">${inked(text, start, marks)}</div>`;
  });
}

const LONG_CELL = 24;

function piecesOf(body: string, separator: string): { text: string; start: number }[] {
  let start = 0;
  return body.split(separator).map((text) => {
    const piece = { text, start };
    start += text.length + separator.length;
    return piece;
  });
}

/** The text that begins at `offset` of the body, with its share of the marks. The first mark is what the link leads to. */
function inked(text: string, offset: number, marks: readonly Range[]): Html {
  const cuts = marks.flatMap(({ start, end }) => [start - offset, end - offset]).filter((cut) => cut > 0 && cut < text.length);
  const edges = [...new Set([0, ...cuts, text.length])].sort((one, other) => one - other);
  const pieces = edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    const piece = text.slice(start, end);
    if (!marks.some((mark) => mark.start <= start + offset && mark.end >= end + offset)) return html`${piece}`;
    return html`<mark ${start + offset === marks[0]?.start ? ANCHOR : undefined}>${piece}</mark>`;
  });
  return html`${pieces}`;
}
