import { texts } from "../texts/hazard-papers.ts";
import { type Hazard, standingSupervision } from "./hazard.ts";
import type { Block, Paper, PaperCase } from "./paper.ts";
import { dayLine, dayWords, deadlineOf, hazardRows, inspectionRows, judgementRows, orderRows, siteRows } from "./paper-facts.ts";

/** The papers that the office gives out: 移交单, 挂牌督办通知书, 整改通知, 复查意见书. */

const { signatures } = texts;

export function transferPaper(of: PaperCase): Paper {
  const { transfer } = of.hazard;
  const words = texts.transfer;
  return {
    title: words.title,
    blocks: [
      { kind: "number", text: texts.number({ number: transfer?.documentNumber }) },
      { kind: "addressee", text: texts.to({ name: transfer?.body }) },
      { kind: "paragraph", text: words.opening },
      {
        kind: "facts",
        rows: [...hazardRows(of), ...siteRows(of), ...inspectionRows(of), [words.why, transfer?.why], [words.on, dayWords(transfer?.on)]],
      },
      { kind: "signatures", lines: [signatures.handler] },
      issuer(of, dayLine(transfer?.on)),
      { kind: "heading", text: words.receiptTitle },
      {
        kind: "facts",
        rows: [
          [words.receivedOn, dayWords(transfer?.receipt?.on)],
          [words.receiptNote, transfer?.receipt?.note],
          [words.result, transfer?.result?.text],
          [words.resultOn, dayWords(transfer?.result?.on)],
        ],
      },
      { kind: "signatures", lines: [signatures.receiver] },
    ],
  };
}

export function supervisionPaper(of: PaperCase): Paper {
  const words = texts.supervision;
  const supervision = standingSupervision(of.hazard) ?? of.hazard.supervisions.at(-1);
  return {
    title: words.title,
    blocks: [
      { kind: "number", text: texts.number({ number: supervision?.noticeNumber }) },
      { kind: "addressee", text: texts.to({ name: addressee(of) }) },
      { kind: "paragraph", text: words.opening },
      {
        kind: "facts",
        rows: [
          ...hazardRows(of),
          ...judgementRows(of),
          [words.level, supervision?.level],
          [words.until, dayWords(supervision?.until)],
          ...orderRows(of),
        ],
      },
      { kind: "heading", text: words.demandsTitle },
      ...words.demands.map((text): Block => ({ kind: "paragraph", text })),
      issuer(of, dayLine(supervision?.on)),
      {
        kind: "facts",
        rows: [
          [words.served, dayWords(supervision?.served?.on)],
          [words.receivedBy, supervision?.served?.receivedBy],
        ],
      },
    ],
  };
}

export function rectificationPaper(of: PaperCase): Paper {
  const words = texts.rectification;
  const { facts } = of.hazard;
  return {
    title: words.title,
    blocks: [
      { kind: "number", text: texts.number({ number: undefined }) },
      { kind: "addressee", text: texts.to({ name: addressee(of) }) },
      { kind: "paragraph", text: words.opening },
      { kind: "facts", rows: [...hazardRows(of), ...inspectionRows(of), ...judgementRows(of), ...orderRows(of)] },
      { kind: "paragraph", text: words.meanwhile },
      ...(facts.industry === CATERING ? [{ kind: "paragraph", text: words.gas } as const] : []),
      { kind: "paragraph", text: words.closing },
      { kind: "signatures", lines: [signatures.inspectors, signatures.principal, signatures.refused] },
      issuer(of, texts.day.unknown),
    ],
  };
}

/** Of knowledge/lexicon/industries.yaml: Article 36 of the law speaks of it by name. */
const CATERING = "catering";

/** Of the re-inspection that was last; before there was one, a sheet to fill in. */
export function reinspectionPaper(of: PaperCase): Paper {
  const words = texts.reinspection;
  const { rectification, reinspections } = of.hazard;
  const last = reinspections.at(-1);
  return {
    title: words.title,
    blocks: [
      { kind: "number", text: texts.number({ number: undefined }) },
      { kind: "addressee", text: texts.to({ name: addressee(of) }) },
      { kind: "paragraph", text: words.opening },
      {
        kind: "facts",
        rows: [
          ...hazardRows(of),
          ...orderRows(of),
          [words.completedOn, dayWords(rectification?.completedOn)],
          [words.done, rectification?.note ?? rectification?.measures],
          [words.reinspectedOn, dayWords(last?.on)],
          [words.verdict, words.verdicts[last?.verdict ?? "none"]],
          [words.opinion, last?.opinion],
          ...newDeadlineRows(of.hazard),
        ],
      },
      { kind: "signatures", lines: [signatures.reinspectors, signatures.principal, signatures.refused] },
      issuer(of, dayLine(last?.on)),
    ],
  };
}

function newDeadlineRows(hazard: Hazard): [string, string | undefined][] {
  return hazard.reinspections.at(-1)?.verdict === "fail" ? [[texts.reinspection.newDeadline, deadlineOf(hazard)]] : [];
}

function addressee({ hazard, enterprise }: PaperCase): string | undefined {
  return hazard.facts.enterpriseName ?? enterprise?.name;
}

function issuer({ office }: PaperCase, day: string): Block {
  return { kind: "issuer", lines: [`${office ?? texts.line}${signatures.office}`, day] };
}
