/** What a question wants to know. The evidence for an answer must hold just that. */
export const ASKS = [
  "access",
  "due",
  "called",
  "phone",
  "percent",
  "amount",
  "hours",
  "measure",
  "name",
  "headcount",
  "roster",
  "quantity",
  "how_often",
  "how_many_times",
  "how_long",
  "document_number",
  "copies_to",
  "table_title",
  "annex",
  "addressees",
  "document_date",
  "issuer",
  "basis",
  "validity",
  "document_title",
  "to_whom",
  "which_day",
  "when",
  "place",
  "responsible",
  "list",
  "who",
  "how_many",
  "content",
] as const;

export type Ask = (typeof ASKS)[number];

/** Asked of the document itself, not of its clauses. */
const ABOUT_DOCUMENT: readonly Ask[] = [
  "document_number",
  "copies_to",
  "table_title",
  "annex",
  "addressees",
  "document_date",
  "issuer",
  "validity",
  "document_title",
];

export function isAboutDocument(ask: Ask): boolean {
  return ABOUT_DOCUMENT.includes(ask);
}

/** The first kind whose cues stand in `text`; "content" when none does. */
export function askIn(text: string, asks: readonly { ask: Ask; cues: RegExp }[]): Ask {
  return asks.find(({ cues }) => cues.test(text))?.ask ?? "content";
}
