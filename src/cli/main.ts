import { CommanderError } from "commander";
import { createCommandLine } from "./command-line.ts";
import { explain } from "./explain.ts";

try {
  await createCommandLine().parseAsync();
} catch (error) {
  // Commander has said what was wrong with the words; only its exit code is left to give.
  if (error instanceof CommanderError) process.exit(error.exitCode);
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}
