import { readMarker } from "../knowledge/numbering.ts";
import type { Phase } from "../knowledge/periods.ts";
import { texts } from "../texts/duties.ts";
import { inferredOf } from "./cues.ts";
import type { Recurrence } from "./duty.ts";
import type { Finding } from "./finding.ts";
import { plainPhrase } from "./phrases.ts";
import { performerIn } from "./subject.ts";

/** 「第三阶段：申请考评验收阶段（2020年7月—2020年底）」: what the phase is for is due on its last day. */
export function phaseGoal({ name, path, period }: Phase, body: string): Finding[] {
  if (!period.to) return [];
  const end = headingEnd(body);
  const [first = ""] = body.slice(end).trim().split(SENTENCE_END);
  const rest = body.indexOf(first, end) + first.length;
  const heading = body.slice(readMarkerOffset(body), end).trim();
  const whole = body.slice(readMarkerOffset(body), rest).trim();
  const duty = texts.phaseGoal({ phase: plainPhrase(name), goal: plainPhrase(first) });
  const recurrence: Recurrence = { kind: "dated", days: [period.to] };
  const performer = performerIn(plainPhrase(first));
  return [
    {
      source: { clause: path, quote: first && !LINE_END.test(whole) ? whole : heading.replace(SENTENCE_ENDS, "") },
      duty,
      performer: performer && { name: performer.name, basis: "stated" },
      responsible: undefined,
      recurrence,
      inferred: inferredOf(period.text, period.kind),
      delayYears: 0,
    },
  ];
}

const SENTENCE_END = /[。；;\n]/u;
const LINE_END = /\n/u;
const SENTENCE_ENDS = /[。；;\s]+$/u;

/** 「第二阶段」 is a part of what is quoted, 「（二）」 is not. */
function readMarkerOffset(body: string): number {
  const marker = readMarker(body);
  return marker && marker.kind !== "phase" ? marker.length : 0;
}

/** Where the text behind the heading 「……阶段（2020年7月—2020年底）。」 begins. */
export function headingEnd(body: string): number {
  const start = readMarkerOffset(body);
  const end = HEADING_END.exec(body.slice(start));
  return end ? start + end.index + end[0].length : start;
}

const HEADING_END = /[）)]\s*[。：:，\n]?/u;
