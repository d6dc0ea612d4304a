import { assertNever } from "../errors.ts";
import type { Actor, Supervision } from "./hazard.ts";
import type { Step } from "./step.ts";

/** 挂牌督办: listed, notice served, plan filed, progress reported from time to time, lifted by a person. */

type SupervisionStep = Extract<Step, { do: `${string}_supervision` | `${string}_supervision_${string}` }>;

/** The supervisions of a case after `step`: those that were lifted stay as they are. */
export function superviseBy(supervisions: readonly Supervision[], step: SupervisionStep, by: Actor): Supervision[] {
  if (step.do === "list_for_supervision") {
    const { level, noticeNumber, on, until } = step;
    return [...supervisions, { by, on, level, noticeNumber, until, progress: [] }];
  }
  const change = changeOf(step, by);
  return supervisions.map((supervision) => (supervision.lifted ? supervision : change(supervision)));
}

function changeOf(step: Exclude<SupervisionStep, { do: "list_for_supervision" }>, by: Actor): (supervision: Supervision) => Supervision {
  const done = { by, on: step.on };
  switch (step.do) {
    case "serve_supervision_notice":
      return (supervision) => ({ ...supervision, served: { ...done, receivedBy: step.receivedBy } });
    case "file_supervision_plan":
      return (supervision) => ({ ...supervision, planFiled: { ...done, note: step.note } });
    case "report_supervision_progress":
      return (supervision) => ({ ...supervision, progress: [...supervision.progress, { ...done, text: step.text }] });
    case "lift_supervision":
      return (supervision) => ({ ...supervision, lifted: { ...done, why: step.note ?? "" } });
    default:
      return assertNever(step);
  }
}
