import { Counter, collectDefaultMetrics, Registry } from "prom-client";
import { SECOND_MS } from "../clock.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Measures } from "../measures.ts";
import { countedHere } from "./counted-here.ts";
import { type Readings, SECTIONS } from "./readings.ts";
import { showSection } from "./shown-section.ts";

export type Metrics = {
  /** For whoever does what is counted while it happens. */
  measures: Measures;
  /** Everything, as Prometheus reads it. What cannot be read within 2 s is left out, and counted. */
  text(): Promise<string>;
  contentType: string;
};

/** A database that does not answer must not keep the watcher waiting, who gives up after ten seconds. */
const READ_WITHIN_MS = 2 * SECOND_MS;

/**
 * Metrics in a registry of their own.
 * @param options.readings  what stands in tables; undefined while the house is starting
 */
export function createMetrics(options: { readings: () => Readings | undefined; log: Log; withinMs?: number }): Metrics {
  const { readings, log, withinMs = READ_WITHIN_MS } = options;
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const sections = SECTIONS.map((section) => showSection(section, { registry, withinMs }));
  const errors = new Counter({
    name: "anxun_scrape_errors_total",
    help: "Readings that failed or took more than 2 s; their metrics are absent then.",
    labelNames: ["reading"],
    registers: [registry],
  });
  for (const { name } of sections) errors.inc({ reading: name }, 0);
  let writing: Promise<string> | undefined;

  async function write(from: Readings | undefined): Promise<string> {
    // One reading shows in several metrics: all are read before any is written, not each by a `collect` of its own.
    await Promise.all(
      sections.map(async ({ name, refresh }) => {
        if (!from) return;
        await refresh(from).catch((error: unknown) => {
          errors.inc({ reading: name });
          log.warn("metrics not read", { reading: name, reason: messageOf(error) });
        });
      }),
    );
    return registry.metrics();
  }

  return {
    measures: countedHere(registry),
    contentType: registry.contentType,
    // Two that look at once see the same: neither finds a metric between its being emptied and filled.
    text() {
      writing ??= write(readings()).finally(() => {
        writing = undefined;
      });
      return writing;
    },
  };
}
