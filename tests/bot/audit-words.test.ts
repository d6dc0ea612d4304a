import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { texts } from "../../src/texts/audit.ts";

const SRC = join(import.meta.dirname, "../../src");

/** Every name under which the code writes into the audit, as far as it stands in one piece. */
function actionsWritten(): string[] {
  const files = globSync("**/*.ts", { cwd: SRC }).map((file) => readFileSync(join(SRC, file), "utf8"));
  const entries = files
    .filter((text) => /\baudit(?:All)?\(/.test(text))
    .flatMap((text) => [...text.matchAll(/action: "([a-z]+(?:_[a-z]+)*(?:ed|plan|up))"/g)]);
  return [...new Set(entries.flatMap(([, action]) => action ?? []))];
}

describe("what the audit tells in chat", () => {
  test("is told in words, whatever was done", () => {
    const written = actionsWritten();
    expect(written.length).toBeGreaterThan(20);
    const named = [...written, ...["confirm", "end", "propose", "pause", "resume", "skip"].map((step) => `duty_${step}`)];
    expect(named.filter((action) => texts.action({ action }).includes(action))).toEqual([]);
  });
});
