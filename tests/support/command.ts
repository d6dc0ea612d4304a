import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { TestHome } from "./database.ts";

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

type Variables = Readonly<Record<string, string>>;

/** Runs `anxun` with `words`, in the repository's folder, with only the variables that are named. */
export function runCommand(words: readonly string[], variables: Variables = {}): Running {
  const child = spawn(process.execPath, ["src/cli/main.ts", ...words], {
    env: environmentOf(variables),
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

/**
 * The same without a process of its own, which takes seconds to begin: for what a command says and leaves, where its process is not
 * asked about. One at a time.
 */
export async function callCommand(words: readonly string[], variables: Variables = {}): Promise<Finished> {
  const output = { stdout: "", stderr: "" };
  const listening = (["stdout", "stderr"] as const).map((name) =>
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      output[name] += text.toString();
      return true;
    }),
  );
  const before = { variables: { ...process.env }, exitCode: process.exitCode };
  setEnvironment(environmentOf(variables));
  process.exitCode = undefined;
  try {
    const code = await run(words);
    return { code: code || Number(process.exitCode ?? 0), ...output };
  } finally {
    process.exitCode = before.exitCode;
    setEnvironment(before.variables);
    for (const ear of listening) ear.mockRestore();
  }
}

/** What tells a command to work in `home`. */
export function variablesOf({ dataDir, databaseUrl }: TestHome): Variables {
  return { DATA_DIR: dataDir, ...(databaseUrl && { DATABASE_URL: databaseUrl }) };
}

function environmentOf(variables: Variables): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, LOG_LEVEL: "error", ...variables };
}

/** In place: what a command reads from `.env` is written there, too. */
function setEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
}
