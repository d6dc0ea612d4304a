import type { Enterprise } from "../registry/enterprise.ts";
import type { Hazard } from "./hazard.ts";
import type { HazardEvent } from "./step.ts";

/** A paper of a case before it is a file: what stands on it, from top to bottom. */

export const CASE_PAPERS = ["transfer", "supervision", "rectification", "reinspection", "report-regulator", "report-congress"] as const;
export type CasePaper = (typeof CASE_PAPERS)[number];

/** `label` and what is known of it; undefined: nothing, a blank is left for the hand. */
export type FactRow = readonly [label: string, value: string | undefined];

export type Block =
  /** To the right, small: the number of the paper. */
  | { kind: "number"; text: string }
  | { kind: "addressee"; text: string }
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; text: string }
  | { kind: "facts"; rows: readonly FactRow[] }
  | { kind: "table"; head: readonly string[]; rows: readonly (readonly string[])[] }
  /** To the left: who signs. */
  | { kind: "signatures"; lines: readonly string[] }
  /** To the right: whose paper it is, and of which day. */
  | { kind: "issuer"; lines: readonly string[] };

export type Paper = {
  title: string;
  blocks: readonly Block[];
  /** On its side: a wide table. */
  landscape?: boolean;
};

export type PaperCase = {
  hazard: Hazard;
  history: readonly HazardEvent[];
  /** As registered; undefined: it is not. */
  enterprise: Enterprise | undefined;
  /** The office that keeps the case, as it calls itself; undefined: unknown. */
  office: string | undefined;
};

/** `problem`: this paper must not be made of this case, in a sentence. */
export type PaperResult = { paper: Paper } | { problem: string };
