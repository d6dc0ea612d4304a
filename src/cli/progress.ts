import { Presets, SingleBar } from "cli-progress";

export type Progress = { update(done: number, total: number, name: string): void; close(): void };

/** A bar on standard error while a person watches; silence in a pipe. */
export function openProgress(): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, close: () => {} };
  const bar = new SingleBar(
    { format: "{bar} {value}/{total} {name}", stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update(done, total, name) {
      if (!started) bar.start(total, done, { name });
      started = true;
      bar.setTotal(total);
      bar.update(done, { name });
    },
    close() {
      if (started) bar.stop();
    },
  };
}
