/** A duty as one place of a document tells it, before the places are brought together. */
import type { Inference, Recurrence, Source } from "./duty.ts";

export type Finding = {
  source: Source;
  /** In the document's words, without subject and date. */
  duty: string;
  /** Stated by the phrase or its sentence; `context` where only what stands around tells it. */
  performer: { name: string; basis: "stated" | "table" | "context" } | undefined;
  /** By the task table. */
  responsible: string | undefined;
  recurrence: Recurrence;
  inferred: readonly Inference[];
  /** 「期满一年后」: years after the phase begins. */
  delayYears: number;
};

/** Whether nothing but an activity is told: no date, no frequency, no word, no event. */
export function isBare({ recurrence }: Pick<Finding, "recurrence">): boolean {
  return recurrence.kind === "unspecified" && recurrence.word === undefined;
}
