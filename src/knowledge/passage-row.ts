import type { DraftPassage } from "./clauses.ts";
import type { Passage, PlanDocument } from "./document.ts";
import { tokenise, toTsvector } from "./lexemes.ts";

/** Documents and passages as the database has them, and back. The statements stand in passages.ts. */

export const DOCUMENT_COLUMNS = `id, title, issuer, district, number, issued_on::text as "issuedOn", in_force_from::text as "inForceFrom",
  in_force_to::text as "inForceTo", superseded_by as "supersededBy"`;
export const PASSAGE_COLUMNS = `id::text as id, document_id as "documentId", kind, ordinal, path, trail, body, start_offset as start, end_offset as "end", cells`;

type Nullable<Shape> = { [Key in keyof Shape]: Exclude<Shape[Key], undefined> | null };
export type DocumentRow = Nullable<PlanDocument> & Pick<PlanDocument, "id" | "title">;
export type PassageRow = Omit<Passage, "cells"> & { cells: string[] | null };

export function documentOf(row: DocumentRow): PlanDocument {
  return {
    ...row,
    issuer: row.issuer ?? undefined,
    district: row.district ?? undefined,
    number: row.number ?? undefined,
    issuedOn: row.issuedOn ?? undefined,
    inForceFrom: row.inForceFrom ?? undefined,
    inForceTo: row.inForceTo ?? undefined,
    supersededBy: row.supersededBy ?? undefined,
  };
}

export type NewDocument = PlanDocument & { file: string; contentHash: string; source: string; warnings: readonly string[] };

/** In the order of DOCUMENT_COLUMNS; then the file, what it was made of, its text, and its warnings. */
export function documentValues(document: NewDocument): unknown[] {
  const { issuer, district, number, issuedOn, inForceFrom, inForceTo, supersededBy } = document;
  const optional = [issuer, district, number, issuedOn, inForceFrom, inForceTo, supersededBy].map((value) => value ?? null);
  const { id, title, file, contentHash, source, warnings } = document;
  return [id, title, ...optional, file, contentHash, source, JSON.stringify(warnings)];
}

/** Field by field: a row may hold more than the passage. */
export function passageOf(row: PassageRow): Passage {
  return {
    id: row.id,
    documentId: row.documentId,
    kind: row.kind,
    ordinal: row.ordinal,
    path: row.path,
    trail: row.trail,
    body: row.body,
    start: row.start,
    end: row.end,
    cells: row.cells ?? undefined,
  };
}

/** A passage that may answer: its length, its place by nearness of meaning (from 1), and whether it was found by words. */
export type Candidate = Passage & { lexemes: number; nearPlace: number | undefined; isTold: boolean };
export type CandidateRow = PassageRow & { lexemes: number; isTold: boolean; nearPlace: number | null };

export function candidateOf(row: CandidateRow): Candidate {
  return { ...passageOf(row), lexemes: row.lexemes, isTold: row.isTold, nearPlace: row.nearPlace ?? undefined };
}

/** A passage with its place in the document, and what the index knows it by. */
export function indexed(passage: DraftPassage, ordinal: number) {
  const lexemes = tokenise(searchableText(passage));
  return { ...passage, ordinal, tsv: toTsvector(lexemes), lexemes: lexemes.length };
}

/** The passage and the headings above it: a clause is also found by the words of its section. */
export function searchableText({ trail, body }: Pick<Passage, "trail" | "body">): string {
  return [...trail.filter((heading) => !body.startsWith(heading)), body].join("\n");
}
