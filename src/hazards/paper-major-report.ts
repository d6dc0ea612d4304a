import { chineseDay, dayOf } from "../clock.ts";
import { texts } from "../texts/hazard-papers.ts";
import type { FactRow, Paper, PaperCase } from "./paper.ts";
import { deadlineOf, hazardRows, judgementRows, responsibleOf, siteRows } from "./paper-facts.ts";
import type { HazardEvent } from "./step.ts";

/** 双报告: what an enterprise reports of a major hazard, to the regulator and to the workers' congress. A draft, for the enterprise to sign. */
export function majorReport(of: PaperCase, to: "regulator" | "workers_congress"): Paper {
  const words = texts.report;
  const { hazard, enterprise } = of;
  return {
    title: words.title({ to }),
    blocks: [
      { kind: "addressee", text: words.addressee({ to }) },
      { kind: "paragraph", text: words.opening },
      { kind: "heading", text: words.facts },
      { kind: "facts", rows: [...siteRows(of), ...hazardRows(of), ...judgementRows(of)] },
      { kind: "heading", text: words.plan },
      { kind: "facts", rows: planRows(of) },
      { kind: "heading", text: words.progress },
      { kind: "table", head: words.progressHead, rows: of.history.flatMap(told) },
      { kind: "heading", text: words.other },
      { kind: "paragraph", text: texts.line },
      { kind: "signatures", lines: [texts.signatures.enterprisePrincipal] },
      {
        kind: "issuer",
        lines: [`${hazard.facts.enterpriseName ?? enterprise?.name ?? texts.line}${texts.signatures.office}`, texts.day.unknown],
      },
    ],
  };
}

/** The six points of such a plan; what nobody has entered is for the enterprise to write. */
function planRows({ hazard }: PaperCase): FactRow[] {
  const { planRows: words } = texts.report;
  const { assignment } = hazard;
  return [
    [words.target, undefined],
    [words.measures, assignment?.measures],
    [words.funds, assignment?.funds],
    [words.people, responsibleOf(hazard)],
    [words.time, deadlineOf(hazard)],
    [words.emergency, assignment?.emergencyPlan],
  ];
}

/** Who reported it and in which words is nobody's business here, whether they gave a name or not. */
const WITHOUT_WORDS: readonly HazardEvent["step"]["do"][] = ["record", "join", "supplement", "add_evidence"];

function told({ at, step }: HazardEvent): string[][] {
  const what = texts.steps[step.do];
  if (what === undefined) return [];
  const note = WITHOUT_WORDS.includes(step.do) ? undefined : (step.note ?? ("text" in step ? step.text : undefined));
  return [[chineseDay(dayOf(at)), what, note ?? ""]];
}
