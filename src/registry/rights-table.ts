import { texts } from "../texts/registry.ts";
import { ACTIONS, type Refusal, rightOf } from "./rights.ts";
import { ROLES } from "./role.ts";

/** The rights as people read them. */

/** The whole table, in Markdown. */
export function rightsTable(): string {
  const { title, intro, action, place } = texts.rights;
  const head = [action, ...ROLES.map((role) => texts.roles[role]), place];
  const rows = ACTIONS.map((name) => {
    const right = rightOf(name);
    return [texts.actions[name], ...right.reaches.map((reach) => texts.reaches[reach]), texts.places[right.place]];
  });
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return `# ${title}\n\n${intro}\n\n${lines.join("\n")}\n`;
}

/** Why not, in one sentence. */
export function sayRefusal(reason: Refusal): string {
  if (reason.because === "role") return texts.refusals.role(reason);
  if (reason.because === "asking_limited") return texts.refusals.asking_limited(reason);
  return texts.refusals[reason.because];
}
