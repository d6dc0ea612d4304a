import { expect, test } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { AppError } from "../../src/errors.ts";
import type { Measures } from "../../src/measures.ts";
import { guardModels } from "../../src/models/guard.ts";
import type { Chat, ChatPiece, Extract, ModelCall } from "../../src/models/model.ts";
import { testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";

const CALL: ModelCall = { use: "probe", model: "m", promptHash: "0", inputTokens: 60, outputTokens: 40, costYuan: 0, ms: 1 };

/** A model that does what it is told, behind its limits. */
function stage(limits: { concurrency?: number; tokensPerDay?: number } = {}) {
  const clock = testClock("2026-11-21 09:00");
  const { log, lines } = collectedLog();
  const told = { fails: false, asked: 0, wait: undefined as Promise<void> | undefined };
  const chat: Chat = {
    model: "m",
    patienceMs: 1_000,
    async complete() {
      told.asked += 1;
      await told.wait;
      if (told.fails) throw new AppError("model_unavailable", "told to fail");
      return { text: "好", call: CALL };
    },
    async *stream(request, signal): AsyncGenerator<ChatPiece> {
      const { text, call } = await chat.complete(request, signal);
      yield { kind: "text", text };
      yield { kind: "end", call };
    },
  };
  const extract: Extract = { model: "m", read: () => Promise.reject(new AppError("model_unavailable", "not here")) };
  const spent: { call: ModelCall; at: Date }[] = [];
  const meter = {
    tokensOn: async () => spent.reduce((sum, { call }) => sum + call.inputTokens + call.outputTokens, 0),
    record: async (call: ModelCall, at: Date) => void spent.push({ call, at }),
  };
  const { concurrency = 4, tokensPerDay } = limits;
  const measured: unknown[] = [];
  const measures: Measures = {
    answered: () => {},
    delivered: () => {},
    modelAnswered: ({ use }) => void measured.push([use, "answered"]),
    modelFailed: ({ use, reason, seconds }) => void measured.push([use, reason, seconds !== undefined]),
    modelRests: ({ kind, model }, isResting) => void measured.push([`${kind} ${model}`, isResting ? "rests" : "works"]),
  };
  const limited = { concurrency, tokensPerDay, timeoutMs: 1_000 };
  const guarded = guardModels({ chat, extract }, { now: clock.now, log, meter, measures, limits: limited });
  const ask = () =>
    guarded.chat.complete({ use: "probe" }).then(
      ({ text }) => text,
      (error: AppError) => error.message,
    );
  return { clock, lines, told, ask, spent, guarded, measured };
}

test("after three failures in a row nobody waits for the model; after a rest one call tries, and it answers again", async () => {
  const { clock, told, ask, lines } = stage();
  told.fails = true;
  for (let time = 0; time < 5; time += 1) await ask();
  expect(told.asked).toBe(3);
  clock.advance(16 * SECOND_MS);
  await ask();
  await ask();
  expect(told.asked).toBe(4);
  told.fails = false;
  clock.advance(31 * SECOND_MS);
  expect(await ask()).toBe("好");
  expect(await ask()).toBe("好");
  const messages = lines.map(({ event }) => event);
  expect(messages.filter((message) => message === "language model did not answer, answers are composed")).toHaveLength(1);
  expect(messages.filter((message) => message === "language model answers again")).toHaveLength(1);
});

test("a model that stays away is asked once in five minutes", async () => {
  const { clock, told, ask } = stage();
  told.fails = true;
  for (let second = 0; second < 3_600; second += 1) {
    await ask();
    clock.advance(SECOND_MS);
  }
  expect(told.asked).toBeLessThan(25);
  told.fails = false;
  clock.advance(5 * MINUTE_MS);
  expect(await ask()).toBe("好");
});

test("when the tokens of the day are used up the model is not asked", async () => {
  const { told, ask, spent } = stage({ tokensPerDay: 200 });
  expect([await ask(), await ask(), await ask()]).toEqual(["好", "好", "the tokens of today are used up"]);
  expect(told.asked).toBe(2);
  expect(spent).toHaveLength(2);
});

test("no more calls at a time than configured; the others wait for their turn", async () => {
  const { told, ask } = stage({ concurrency: 2 });
  const gate = Promise.withResolvers<void>();
  told.wait = gate.promise;
  const asked = Array.from({ length: 5 }, ask);
  await new Promise((resolve) => setImmediate(resolve));
  expect(told.asked).toBe(2);
  gate.resolve();
  expect(await Promise.all(asked)).toEqual(["好", "好", "好", "好", "好"]);
  expect(told.asked).toBe(5);
});

test("whoever reads a stream no further leaves its place to the next", async () => {
  const { ask, guarded } = stage({ concurrency: 1 });
  for await (const piece of guarded.chat.stream({ use: "probe" })) if (piece.kind === "text") break;
  expect(await ask()).toBe("好");
});

test("every call is measured once: what answered, what failed, and what was not even asked", async () => {
  const { clock, told, ask, measured } = stage({ tokensPerDay: 150 });
  await ask();
  told.fails = true;
  for (let time = 0; time < 4; time += 1) await ask();
  told.fails = false;
  clock.advance(16 * SECOND_MS);
  await ask();
  await ask();
  const failed = ["probe", "failed", true];
  expect(measured).toEqual([
    ["language m", "works"],
    ["probe", "answered"],
    ...[failed, failed, ["language m", "rests"], failed],
    ["probe", "resting", false],
    ...[
      ["language m", "works"],
      ["probe", "answered"],
    ],
    ["probe", "budget", false],
  ]);
});
