import { describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { API_ROUTES } from "../../src/simulator/routes.ts";
import { codeOf, sdkClient } from "../support/lark-sdk.ts";
import { type Bench, closeBenches, openBench, send, text } from "./bench.ts";

closeBenches();

describe("the gate", () => {
  test("the sixth message of a second into one group is refused with 230020, a second later it goes", async () => {
    const bench = await openBench();
    for (let number = 0; number < 5; number += 1) await send(bench);
    expect(await codeOf(send(bench))).toBe(230020);
    bench.clock.advance(SECOND_MS);
    expect(await codeOf(send(bench))).toBe(0);
  });

  test("the fifty-first call of a second is refused with 429 and says when to come back", async () => {
    const bench = await openBench();
    const ask = () => bench.client.im.v1.chat.get({ path: { chat_id: bench.group.id } });
    for (let call = 0; call < 50; call += 1) await ask();
    await expect(ask()).rejects.toMatchObject({
      response: { status: 429, data: { code: 99991400 }, headers: { "x-ogw-ratelimit-reset": "1" } },
    });
    bench.clock.advance(SECOND_MS);
    expect(await codeOf(ask())).toBe(0);
  });

  test("sending and replying are counted each by itself", async () => {
    const bench = await openBench();
    const reply = () => codeOf(bench.client.im.v1.message.reply({ path: { message_id: "om_none" }, data: text("?") }));
    for (let call = 0; call < 50; call += 1) expect(await reply()).toBe(230001);
    expect(await reply()).toBe(99991400);
    expect(await codeOf(send(bench))).toBe(0);
    bench.clock.advance(SECOND_MS);
    for (let call = 0; call < 50; call += 1) await codeOf(send(bench));
    expect(await codeOf(send(bench))).toBe(99991400);
    expect(await reply()).toBe(230001);
  });

  test("the thousand-and-first call of a minute is refused for the rest of the minute", async () => {
    const bench = await openBench();
    const ask = () => codeOf(bench.client.im.v1.chat.get({ path: { chat_id: bench.group.id } }));
    for (let second = 0; second < 20; second += 1) {
      await Promise.all(Array.from({ length: 50 }, ask));
      bench.clock.advance(SECOND_MS);
    }
    expect(await ask()).toBe(99991400);
    bench.clock.advance(40 * SECOND_MS);
    expect(await ask()).toBe(0);
  });

  test("a token lasts two hours and is given again while half an hour of it remains", async () => {
    const { simulator, clock } = await openBench();
    const first = await tokenOf(simulator);
    clock.advance(90 * 60 * SECOND_MS);
    expect(await tokenOf(simulator)).toBe(first);
    clock.advance(SECOND_MS);
    expect(await tokenOf(simulator)).not.toBe(first);
    clock.advance(30 * 60 * SECOND_MS);
    expect(await botInfo(simulator.url, `Bearer ${first}`)).toMatchObject({ code: 99991663 });
  });

  test.each([
    ["no token", undefined, 99991661],
    ["a token of no known kind", "Bearer x-1", 99991671],
    ["a token that was never given", "Bearer t-1", 99991663],
  ])("%s is refused with its own code", async (_what, authorization, code) => {
    const { simulator } = await openBench();
    expect(await botInfo(simulator.url, authorization)).toMatchObject({ code });
  });

  test("a wrong secret gets no token", async () => {
    const { simulator } = await openBench();
    await expect(sdkClient(simulator, "wrong").im.v1.chat.list()).rejects.toThrow(/10014/);
  });

  test("an address that nobody knows is 404 in plain words", async () => {
    const { simulator } = await openBench();
    const answer = await fetch(`${simulator.url}/open-apis/im/v9/messages`, { method: "POST" });
    expect([answer.status, await answer.text()]).toEqual([404, "404 page not found"]);
  });

  test.each(API_ROUTES)("%s is an address that stands", async (route) => {
    const { simulator } = await openBench();
    const [method, path] = route.split(" ");
    const answer = await fetch(simulator.url + path, { method: method ?? "" });
    expect([200, 400]).toContain(answer.status);
  });

  test("faults: refusals, torn connections, expired tokens", async () => {
    const bench = await openBench();
    const route = "POST /open-apis/im/v1/messages";
    await send(bench);
    bench.simulator.faults.next(route, { kind: "refuse", code: 11232, status: 400 });
    expect(await codeOf(send(bench))).toBe(11232);
    bench.simulator.faults.next(route, { kind: "reset" });
    await expect(send(bench, { uuid: "a" })).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
    bench.simulator.faults.next(route, { kind: "reset_after" });
    await expect(send(bench, { uuid: "b" })).rejects.toMatchObject({ code: "ECONNRESET" });
    bench.simulator.faults.expireTokens();
    expect(await codeOf(send(bench))).toBe(99991663);
    expect(bench.simulator.world.messages(bench.group.id)).toHaveLength(2);
  });

  test("fault: a call that is never answered ends when the caller gives up", async () => {
    const { simulator } = await openBench();
    const met = simulator.faults.next("GET /open-apis/bot/v3/info", { kind: "hang" });
    const patience = new AbortController();
    const call = fetch(`${simulator.url}/open-apis/bot/v3/info`, { signal: patience.signal });
    await met;
    patience.abort();
    await expect(call).rejects.toMatchObject({ name: "AbortError" });
    expect(await botInfo(simulator.url, undefined)).toMatchObject({ code: 99991661 });
  });
});

async function tokenOf({ url, credentials }: Bench["simulator"]): Promise<string> {
  const answer = await fetch(`${url}/open-apis/auth/v3/tenant_access_token/internal`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ app_id: credentials.appId, app_secret: credentials.appSecret }),
  });
  return (await answer.json()).tenant_access_token;
}

async function botInfo(url: string, authorization: string | undefined): Promise<unknown> {
  const answer = await fetch(`${url}/open-apis/bot/v3/info`, { headers: authorization ? { authorization } : {} });
  return answer.json();
}
