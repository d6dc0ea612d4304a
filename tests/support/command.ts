import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** What a finished command said. */
type Finished = { code: number | null; stdout: string; stderr: string };

/** A started command: `anxun start` or any other, as a process of its own. */
export type Running = {
  child: ChildProcess;
  /** Resolves with the output so far when it matches; rejects when the command ends before. */
  saying(pattern: RegExp): Promise<string>;
  finished: Promise<Finished>;
  kill(signal: NodeJS.Signals): Promise<Finished>;
};

/** Runs `anxun` with `words`, in the repository's folder, with only the variables that are named. */
export function runCommand(words: readonly string[], variables: Readonly<Record<string, string>> = {}): Running {
  const child = spawn(process.execPath, ["src/cli/main.ts", ...words], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "error", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
  const finished = once(child, "close").then(([code]) => ({ code: code as number | null, ...output }));
  return {
    child,
    finished,
    saying: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => pattern.test(output.stdout) && resolve(output.stdout);
        child.stdout.on("data", look);
        look();
        void finished.then(({ code, stderr }) => reject(new Error(`ended with ${code} before it said ${pattern}: ${stderr}`)));
      }),
    kill(signal) {
      child.kill(signal);
      return finished;
    },
  };
}
