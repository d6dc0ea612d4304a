import { describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { sdkConnection } from "../support/lark-sdk.ts";
import { type Bench, closeBenches, openBench, PATIENT, recorder } from "./bench.ts";

closeBenches();

function ask({ simulator, li, group }: Bench, words = "@安讯 在吗"): void {
  simulator.world.say(li.id, group.id, { text: words, mentionBot: true });
}

function pass({ simulator, clock }: Bench, ms: number): void {
  clock.advance(ms);
  simulator.tick();
}

describe("delivery of events", () => {
  test("an acknowledged event does not come again", async () => {
    const bench = await openBench();
    const heard = recorder();
    await bench.connect({ "im.message.receive_v1": heard.handle });

    ask(bench);
    await expect.poll(() => bench.simulator.unacknowledged(), PATIENT).toBe(0);
    pass(bench, 15 * SECOND_MS);
    ask(bench, "@安讯 第二句");
    await heard.next();
    await heard.next();

    expect(heard.events.map(({ message }) => message?.content)).toEqual(['{"text":"@_user_1 在吗"}', '{"text":"@_user_1 第二句"}']);
  });

  test("an event that a handler fails on comes again after 15 s, 5 min, 1 h and 6 h, then never", async () => {
    const bench = await openBench();
    const heard = recorder(() => Promise.reject(new Error("no")));
    await bench.connect({ "im.message.receive_v1": heard.handle });

    ask(bench);
    const first = await heard.next();
    for (const wait of [15 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS]) {
      pass(bench, wait - 1);
      expect(bench.simulator.unacknowledged()).toBe(1);
      pass(bench, 1);
      expect(await heard.next()).toMatchObject({ event_id: first.event_id });
    }
    expect(heard.events).toHaveLength(5);
    pass(bench, 3 * SECOND_MS);
    expect(bench.simulator.unacknowledged()).toBe(0);
  });

  test("an acknowledgement later than 3 s does not keep the event from coming again", async () => {
    const bench = await openBench();
    const gate = Promise.withResolvers<void>();
    const heard = recorder(() => gate.promise);
    await bench.connect({ "im.message.receive_v1": heard.handle });

    ask(bench);
    const first = await heard.next();
    bench.clock.advance(3001);
    gate.resolve();
    // The second event's acknowledgement travels behind the late one of the first.
    ask(bench, "@安讯 第二句");
    await heard.next();
    await expect.poll(() => bench.simulator.unacknowledged(), PATIENT).toBe(1);
    pass(bench, 12 * SECOND_MS);

    expect(await heard.next()).toMatchObject({ event_id: first.event_id });
    await expect.poll(() => bench.simulator.unacknowledged(), PATIENT).toBe(0);
  });

  test("what was said while nobody was connected comes once somebody is", async () => {
    const bench = await openBench();
    ask(bench);
    const heard = recorder();
    await bench.connect({ "im.message.receive_v1": heard.handle });

    pass(bench, 15 * SECOND_MS);

    expect((await heard.next()).message?.content).toContain("在吗");
  });

  test("each event goes to one of several connections", async () => {
    const bench = await openBench();
    const recorders = [recorder(), recorder(), recorder()];
    for (const { handle } of recorders) await bench.connect({ "im.message.receive_v1": handle });

    for (let number = 0; number < 30; number += 1) ask(bench, `@安讯 ${number}`);
    await expect.poll(() => bench.simulator.unacknowledged(), PATIENT).toBe(0);

    const ids = recorders.flatMap(({ events }) => events.map((event) => event.event_id));
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
    expect(recorders.filter(({ events }) => events.length > 0).length).toBeGreaterThan(1);
  });

  test("a long message arrives whole, in fragments", async () => {
    const bench = await openBench();
    const heard = recorder();
    await bench.connect({ "im.message.receive_v1": heard.handle });
    const words = `@安讯 ${"隐患排查".repeat(8000)}`;

    ask(bench, words);

    expect(JSON.parse((await heard.next()).message?.content ?? "").text).toBe(words.replace("@安讯", "@_user_1"));
  });

  test("faults: an event twice under two ids, an event that is late", async () => {
    const bench = await openBench();
    const heard = recorder();
    await bench.connect({ "im.message.receive_v1": heard.handle });

    bench.simulator.faults.duplicateEvents(1);
    ask(bench, "@安讯 两遍");
    const [first, second] = [await heard.next(), await heard.next()];
    expect(first.message).toEqual(second.message);
    expect(first.event_id).not.toBe(second.event_id);

    bench.simulator.faults.delayEvents(1, MINUTE_MS);
    ask(bench, "@安讯 晚到");
    ask(bench, "@安讯 先到");
    expect((await heard.next()).message?.content).toContain("先到");
    pass(bench, MINUTE_MS);
    expect((await heard.next()).message?.content).toContain("晚到");
  });
});

describe("the long connection", () => {
  test("a dropped connection comes back and hears again", async () => {
    const bench = await openBench();
    const heard = recorder();
    const connection = await bench.connect({ "im.message.receive_v1": heard.handle });

    bench.simulator.faults.dropConnections();
    await connection.reconnected;
    ask(bench);

    expect((await heard.next()).message?.content).toContain("在吗");
  });

  test("a platform that is busy is asked again", async () => {
    const bench = await openBench();
    const heard = recorder();
    const connection = await bench.connect({ "im.message.receive_v1": heard.handle });

    bench.simulator.faults.refuseConnections(1);
    bench.simulator.faults.dropConnections();
    await connection.reconnected;
    ask(bench);

    expect((await heard.next()).message?.content).toContain("在吗");
  });

  test("a wrong secret opens nothing", async () => {
    const { simulator } = await openBench();
    await expect(sdkConnection(simulator, {}, "wrong")).rejects.toThrow(/app_id or app_secret is invalid/);
  });

  test("a socket without a ticket, or with a used one, is refused", async () => {
    const { simulator } = await openBench();
    const { appId, appSecret } = simulator.credentials;
    const endpoint = await fetch(`${simulator.url}/callback/ws/endpoint`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ AppID: appId, AppSecret: appSecret }),
    });
    const { URL: url } = (await endpoint.json()).data;

    expect(await opens(url)).toBe(true);
    expect(await opens(url)).toBe(false);
    expect(await opens(url.replace(/ticket=\w+/, "ticket=made-up"))).toBe(false);
  });
});

function opens(url: string): Promise<boolean> {
  const socket = new WebSocket(url);
  return new Promise((resolve) => {
    socket.onopen = () => {
      socket.close();
      resolve(true);
    };
    socket.onerror = () => resolve(false);
  });
}
