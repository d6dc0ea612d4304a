import { randomUUID } from "node:crypto";

/** Who holds a claim. Not the pid: in a container every process has the same. */
export type Claimant = { process: string; id: string };

const PROCESS = randomUUID();

export function newClaimant(): Claimant {
  return { process: PROCESS, id: `${PROCESS}/${randomUUID()}` };
}

/** PostgreSQL's unique_violation: another process claimed the same lane in the same instant. */
export function isLaneTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}

/** The text of a failure as a column can hold it. */
export function failureText(text: string): string {
  return text.replaceAll("\0", "").slice(0, 500);
}
