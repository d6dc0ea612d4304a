import { texts } from "../texts/registry.ts";
import type { AuditVerdict } from "./audit.ts";

/** How the chain stands, in a sentence. */
export function sayVerdict(verdict: AuditVerdict): string {
  if (verdict.kind === "none") return texts.audit.none;
  if (verdict.kind === "whole") return texts.audit.whole(verdict);
  return texts.audit[verdict.problem](verdict);
}
