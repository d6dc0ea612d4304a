import { expect, test } from "vitest";
import { withinTime } from "../src/deadline.ts";

const late = () => new Error("too late");

test("what comes in time is handed on, result or failure", async () => {
  expect(await withinTime(Promise.resolve("answer"), 60_000, late)).toBe("answer");
  await expect(withinTime(Promise.reject(new Error("refused")), 60_000, late)).rejects.toThrow("refused");
});

test("what does not come in time is the error of lateness, and its own failure later on disturbs nobody", async () => {
  const work = Promise.withResolvers<void>();
  await expect(withinTime(work.promise, 1, late)).rejects.toThrow("too late");
  work.reject(new Error("much later"));
  await new Promise((resolve) => setImmediate(resolve));
});
