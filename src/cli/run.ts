import { CommanderError } from "commander";
import { createCommandLine } from "./command-line.ts";
import { explain } from "./explain.ts";

/**
 * Carries out `anxun` with `words`; what goes wrong is told on standard error.
 * @returns the exit code of what broke it off, else 0; a command that ends with bad news of its own sets `process.exitCode`
 */
export async function run(words: readonly string[]): Promise<number> {
  try {
    await createCommandLine().parseAsync(words, { from: "user" });
    return 0;
  } catch (error) {
    // Commander has said what was wrong with the words; only its exit code is left to give.
    if (error instanceof CommanderError) return error.exitCode;
    process.stderr.write(`${explain(error)}\n`);
    return 1;
  }
}
