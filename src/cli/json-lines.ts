import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { AppError } from "../errors.ts";
import { parseJson } from "../json.ts";
import { texts } from "../texts/cli.ts";

/** Where in a file something is wrong, and what: the names of the fields. */
export type BadLine = { file: string; line: number; detail: string };

/**
 * Reads a file of one JSON value a line, whole, before anything is done with it. Empty lines are passed over.
 * @param explain  the sentence for the person whose line does not have the shape
 * @throws AppError bad_input, naming file and line
 */
export async function readJsonLines<Shape extends z.ZodType>(
  file: string,
  shape: Shape,
  explain: (bad: BadLine) => string,
): Promise<{ value: z.infer<Shape>; line: number }[]> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError("bad_input", `cannot read ${file}`, { cause, hint: texts.fileUnreadable({ file }) });
  });
  return decode(file, bytes)
    .split(/\r?\n/)
    .map((text, index) => ({ text: text.trim(), line: index + 1 }))
    .filter(({ text }) => text !== "")
    .map(({ text, line }) => {
      const json = parseJson(text);
      const parsed = shape.safeParse(json);
      if (parsed.success) return { value: parsed.data, line };
      const fields = parsed.error.issues.map((issue) => issue.path.join(".") || issue.code).join(", ");
      const detail = json === undefined ? texts.notJson : fields;
      throw new AppError("bad_input", `bad line ${line} of ${file}`, { hint: explain({ file, line, detail }) });
    });
}

/** Read leniently, text in another encoding would be taken for the gibberish that it looks like. */
function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("bad_input", `${file} is not UTF-8`, { cause, hint: texts.fileNotUtf8({ file }) });
  }
}
