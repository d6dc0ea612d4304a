import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/** What is wrong in a YAML file that people keep, and where. */
type YamlProblem = { line: number; problem: string };
export type YamlReading<Shape> = { value: Shape } | { problems: readonly YamlProblem[]; cause: unknown };

/** How a problem is said; the schema says the rest in its own messages. */
export type YamlWords = {
  notYaml: string;
  missing: string;
  unknownField(facts: { fields: readonly string[] }): string;
  problem(facts: { field: string; what: string }): string;
};

/**
 * Reads YAML that people write by hand against a schema whose messages are Chinese.
 * Days stay strings: YAML's own dates would be moments in some zone.
 * @param root  the field that is wrong when no other is
 */
export function readYaml<Shape>(text: string, schema: z.ZodType<Shape>, words: YamlWords, root: string): YamlReading<Shape> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) return { problems: [{ line: lineCounter.linePos(broken.pos[0]).line, problem: words.notYaml }], cause: broken };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return { value: parsed.data };
  const problems = parsed.error.issues.map((issue) => ({
    line: lineOf(issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path),
    problem: words.problem({ field: fieldOf(issue) ?? root, what: sayIssue(issue, words) }),
  }));
  return { problems, cause: parsed.error };

  /** The line of the value that is wrong, or of the nearest thing around it that exists. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (hasRange(node)) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function fieldOf(issue: z.core.$ZodIssue): string | undefined {
  return issue.path.filter((step) => typeof step === "string").at(-1);
}

function sayIssue(issue: z.core.$ZodIssue, words: YamlWords): string {
  if (issue.code === "unrecognized_keys") return words.unknownField({ fields: issue.keys });
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid")) return words.missing;
  return issue.message;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}
