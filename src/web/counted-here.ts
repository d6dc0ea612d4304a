import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Measures } from "../measures.ts";

const ANSWER_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2, 4, 6, 8, 10];
const CALL_SECONDS = [0.1, 0.25, 0.5, 1, 2, 3, 4, 5, 6, 7, 8];

/** What this process counts while it happens. */
export function countedHere(registry: Registry): Measures {
  const registers = [registry];
  const answers = new Histogram({
    name: "anxun_answer_duration_seconds",
    help: "Seconds until an answer was made.",
    labelNames: ["status", "way"],
    buckets: ANSWER_SECONDS,
    registers,
  });
  const withoutMeaning = new Counter({
    name: "anxun_answers_without_meaning_total",
    help: "Answers that were looked for by words alone, because the embedding endpoint did not answer.",
    registers,
  });
  const calls = new Histogram({
    name: "anxun_model_call_duration_seconds",
    help: "Seconds until a model had answered or failed.",
    labelNames: ["use", "model", "outcome"],
    buckets: CALL_SECONDS,
    registers,
  });
  const failures = new Counter({
    name: "anxun_model_failures_total",
    help: "Calls of models that failed, or were not made, and why.",
    labelNames: ["use", "model", "reason"],
    registers,
  });
  const circuit = new Gauge({
    name: "anxun_model_circuit_open",
    help: "1 while a model that failed too often rests.",
    labelNames: ["kind", "model"],
    registers,
  });
  const deliveries = new Counter({
    name: "anxun_deliveries_total",
    help: "Messages by what became of them.",
    labelNames: ["state"],
    registers,
  });
  for (const state of ["sent", "failed", "uncertain"]) deliveries.inc({ state }, 0);
  return {
    answered({ status, way, seconds, ...answer }) {
      answers.observe({ status, way }, seconds);
      if (answer.withoutMeaning) withoutMeaning.inc();
    },
    modelAnswered: ({ use, model, seconds }) => calls.observe({ use, model, outcome: "answered" }, seconds),
    modelFailed({ use, model, reason, seconds }) {
      failures.inc({ use, model, reason });
      if (seconds !== undefined) calls.observe({ use, model, outcome: "failed" }, seconds);
    },
    modelRests: (endpoint, isResting) => circuit.set(endpoint, isResting ? 1 : 0),
    delivered: (state) => deliveries.inc({ state }),
  };
}
