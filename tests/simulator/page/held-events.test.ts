import { expect, test } from "vitest";
import { holdEvents } from "../../../src/simulator/page/held-events.ts";

test("what happens during loads is shown after the last of them, in order", async () => {
  const shown: string[] = [];
  const held = holdEvents((event: string) => shown.push(event));
  const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];

  held.happen("before");
  const loads = [held.during(() => first.promise), held.during(() => second.promise)];
  held.happen("one");
  first.resolve();
  await loads[0];
  held.happen("two");
  expect(shown).toEqual(["before"]);
  second.resolve();
  await loads[1];

  expect(shown).toEqual(["before", "one", "two"]);
});

test("a load that fails holds nothing back for ever", async () => {
  const shown: string[] = [];
  const held = holdEvents((event: string) => shown.push(event));
  const load = held.during(() => Promise.reject(new Error("offline")));
  held.happen("meanwhile");
  await expect(load).rejects.toThrow("offline");
  expect(shown).toEqual(["meanwhile"]);
});
