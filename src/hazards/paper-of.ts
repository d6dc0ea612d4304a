import { assertNever } from "../errors.ts";
import { texts } from "../texts/hazard-papers.ts";
import { isMajor } from "./hazard.ts";
import type { CasePaper, Paper, PaperCase, PaperResult } from "./paper.ts";
import { majorReport } from "./paper-major-report.ts";
import { rectificationPaper, reinspectionPaper, supervisionPaper, transferPaper } from "./papers-of-office.ts";

/** What only a hazard that a person has judged to be major gets. */
const OF_MAJOR: readonly CasePaper[] = ["supervision", "report-regulator", "report-congress"];

/** The paper of a case. Pure: what the case does not tell stays blank. */
export function paperOf(kind: CasePaper, of: PaperCase): PaperResult {
  const { id, state } = of.hazard;
  if (state === "void") return { problem: texts.refusals.closedBook({ id }) };
  if (OF_MAJOR.includes(kind) && !isMajor(of.hazard)) return { problem: texts.refusals.notMajor({ kind: texts.kinds[kind], id }) };
  return { paper: made(kind, of) };
}

function made(kind: CasePaper, of: PaperCase): Paper {
  switch (kind) {
    case "transfer":
      return transferPaper(of);
    case "supervision":
      return supervisionPaper(of);
    case "rectification":
      return rectificationPaper(of);
    case "reinspection":
      return reinspectionPaper(of);
    case "report-regulator":
      return majorReport(of, "regulator");
    case "report-congress":
      return majorReport(of, "workers_congress");
    default:
      return assertNever(kind);
  }
}
