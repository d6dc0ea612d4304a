import { Counter, Gauge, type Registry } from "prom-client";
import { withinTime } from "../deadline.ts";
import type { Readings, Samples, Section } from "./readings.ts";

/** A section of the readings and its metrics. */
export type ShownSection = {
  name: string;
  /** Reads it and shows it. What failed is not shown at all: an old figure would look like a new one. */
  refresh(readings: Readings): Promise<void>;
};

/** @param withinMs  how long its reading may take */
export function showSection(
  { name, metrics, read }: Section,
  { registry, withinMs }: { registry: Registry; withinMs: number },
): ShownSection {
  const shown = metrics.map(({ kind, labels, ...described }) => {
    const settings = { ...described, labelNames: [...labels], registers: [registry] };
    return kind === "counter" ? new Counter(settings) : new Gauge(settings);
  });
  let running: Promise<Samples> | undefined;

  /** What the database has not answered yet is not asked for once more. */
  function asked(readings: Readings): Promise<Samples> {
    running ??= read(readings).finally(() => {
      running = undefined;
    });
    return running;
  }

  function show(samples: Samples): void {
    shown.forEach((metric, index) => {
      metric.reset();
      // Without labels there is a zero after it, which nobody has counted.
      if (metrics[index]?.labels.length === 0) metric.remove();
      for (const { labels, value } of samples[index] ?? []) metric.inc({ ...labels }, value);
    });
  }

  show([]);
  return {
    name,
    async refresh(readings) {
      try {
        show(await withinTime(asked(readings), withinMs, () => new Error(`not read within ${withinMs} ms`)));
      } catch (error) {
        show([]);
        throw error;
      }
    },
  };
}
