import { rename, rm, writeFile } from "node:fs/promises";
import { AppError } from "../errors.ts";
import { texts } from "../texts/cli.ts";

/** The whole file, or none: what is half written opens as a broken one. @throws AppError bad_input */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const draft = `${file}.part`;
  try {
    await writeFile(draft, bytes);
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw new AppError("bad_input", `${file} not written`, { cause, hint: texts.fileUnwritable({ file }) });
  }
}
