/** What stands in tables and is shown as metrics. Each reading is one statement of the room that owns the table; any may fail. */
export type Readings = {
  answers(): Promise<readonly { status: string; way: string; reason: string; count: number }[]>;
  modelCalls(): Promise<readonly ModelUsage[]>;
  /** Of this day in Shanghai. */
  modelTokensToday(): Promise<number>;
  /** Undefined: no limit. */
  modelTokensPerDay: number | undefined;
  /** Undefined: no embedding endpoint. */
  passagesWithoutVector(): Promise<number | undefined>;
  inbox(): Promise<Backlog>;
  outbox(): Promise<Backlog>;
  openHazards(): Promise<readonly { state: string; district: string; count: number }[]>;
  openAlarms(): Promise<readonly { kind: string; count: number }[]>;
  now(): Date;
};

type ModelUsage = { use: string; model: string; calls: number; inputTokens: number; outputTokens: number; costYuan: number };

/** `since`: of the oldest that waits. */
type Backlog = { waiting: number; since: Date | undefined };

/** Of each metric of a section, in their order; those of the same labels are added up. */
export type Samples = readonly (readonly Sample[])[];
type Sample = { labels: Readonly<Record<string, string>>; value: number };

/** Metrics that one reading tells of. */
export type Section = { name: string; metrics: readonly Described[]; read(readings: Readings): Promise<Samples> };
type Described = { kind: "counter" | "gauge"; name: string; help: string; labels: readonly string[] };

/** THE table of what is read from tables. */
export const SECTIONS: readonly Section[] = [
  {
    name: "answers",
    metrics: [counter("anxun_answers_total", "Answers given, by status and by whose words they are in.", ["status", "way", "reason"])],
    read: async (readings) => [(await readings.answers()).map(({ count, ...labels }) => ({ labels, value: count }))],
  },
  {
    name: "model_calls",
    metrics: [
      counter("anxun_model_calls_total", "Calls of models that were answered.", ["use", "model"]),
      counter("anxun_model_tokens_total", "Tokens that models used.", ["use", "model", "direction"]),
      counter("anxun_model_cost_yuan_total", "What models cost, by MODEL_PRICES.", ["use", "model"]),
    ],
    async read(readings) {
      const usages = await readings.modelCalls();
      const each = (value: (usage: ModelUsage) => number) =>
        usages.map((usage) => ({ labels: { use: usage.use, model: usage.model }, value: value(usage) }));
      const tokens = usages.flatMap(({ use, model, inputTokens, outputTokens }) => [
        { labels: { use, model, direction: "in" }, value: inputTokens },
        { labels: { use, model, direction: "out" }, value: outputTokens },
      ]);
      return [each(({ calls }) => calls), tokens, each(({ costYuan }) => costYuan)];
    },
  },
  {
    name: "model_budget",
    metrics: [
      gauge("anxun_model_budget_used_tokens", "Tokens of the language model on this day in Shanghai."),
      gauge("anxun_model_budget_tokens", "CHAT_TOKENS_PER_DAY; absent without a limit."),
    ],
    read: async (readings) => [alone(await readings.modelTokensToday()), alone(readings.modelTokensPerDay)],
  },
  {
    name: "vectors",
    metrics: [
      gauge("anxun_passages_without_vector", "Passages that are found by their words alone; absent without an embedding endpoint."),
    ],
    read: async (readings) => [alone(await readings.passagesWithoutVector())],
  },
  {
    name: "inbox",
    metrics: [
      gauge("anxun_inbox_waiting", "Events that were received and wait to be handled."),
      gauge("anxun_inbox_oldest_age_seconds", "For how long the oldest of them has waited; 0 when none waits."),
    ],
    read: async (readings) => backlog(await readings.inbox(), readings.now()),
  },
  {
    name: "outbox",
    metrics: [
      gauge("anxun_outbox_waiting", "Messages that are due and wait to be sent."),
      gauge("anxun_outbox_oldest_age_seconds", "For how long the oldest of them has been due; 0 when none waits."),
    ],
    read: async (readings) => backlog(await readings.outbox(), readings.now()),
  },
  {
    name: "hazards",
    metrics: [gauge("anxun_hazards_open", "Cases of the ledger that are not closed, by state and district.", ["state", "district"])],
    read: async (readings) => [(await readings.openHazards()).map(({ count, ...labels }) => ({ labels, value: count }))],
  },
  {
    name: "alarms",
    metrics: [gauge("anxun_alarms_open", "Alarms that nobody has taken.", ["kind"])],
    read: async (readings) => [(await readings.openAlarms()).map(({ count, kind }) => ({ labels: { kind }, value: count }))],
  },
];

function counter(name: string, help: string, labels: readonly string[]): Described {
  return { kind: "counter", name, help, labels };
}

function gauge(name: string, help: string, labels: readonly string[] = []): Described {
  return { kind: "gauge", name, help, labels };
}

function alone(value: number | undefined): Sample[] {
  return value === undefined ? [] : [{ labels: {}, value }];
}

function backlog({ waiting, since }: Backlog, now: Date): Sample[][] {
  const seconds = since ? Math.max(0, (now.getTime() - since.getTime()) / 1000) : 0;
  return [alone(waiting), alone(seconds)];
}
