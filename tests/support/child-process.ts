import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

export type Child = {
  pid: number;
  /** Lines of its standard output so far. */
  lines: string[];
  /** Resolves when it has printed a line that `wanted` accepts. */
  printed(wanted: (line: string) => boolean): Promise<void>;
  /** SIGKILL: no handler of the process runs. */
  kill(): Promise<void>;
};

/** Runs a TypeScript file as a process of its own. */
export function startChild(file: string, parameters: readonly string[]): Child {
  const child = spawn(process.execPath, [file, ...parameters], { stdio: ["ignore", "pipe", "inherit"] });
  const lines: string[] = [];
  const listeners = new Set<(line: string) => void>();
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const listener of listeners) listener(line);
  });
  return {
    pid: child.pid ?? 0,
    lines,
    printed: (wanted) => printed(child, { lines, listeners }, wanted),
    kill: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, "exit");
      child.kill("SIGKILL");
      await gone;
    },
  };
}

function printed(
  child: ChildProcess,
  output: { lines: string[]; listeners: Set<(line: string) => void> },
  wanted: (line: string) => boolean,
) {
  if (output.lines.some(wanted)) return Promise.resolve();
  return new Promise<void>((resolve, reject) => {
    output.listeners.add((line) => wanted(line) && resolve());
    child.once("exit", (code) => reject(new Error(`the child ended with ${code}`)));
  });
}
