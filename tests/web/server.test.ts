import { afterEach, expect, test } from "vitest";
import { type Health, openWebServer, type WebServer } from "../../src/web/server.ts";

let server: WebServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function open(health: () => Promise<Health>): Promise<string> {
  server = await openWebServer({ port: 0, host: "127.0.0.1", health, plugins: [] });
  return `http://127.0.0.1:${server.port}/health`;
}

test("a watcher sees at the status alone whether all is well", async () => {
  const state: Health = { healthy: true, facts: { database: true } };
  const url = await open(async () => state);
  const well = await fetch(url);
  expect([well.status, await well.json()]).toEqual([200, { status: "ok", database: true }]);
  state.healthy = false;
  const unwell = await fetch(url);
  expect([unwell.status, await unwell.json()]).toEqual([503, { status: "unhealthy", database: true }]);
});

test("a port that is taken is told with its number", async () => {
  await open(async () => ({ healthy: true, facts: {} }));
  const port = server?.port ?? 0;
  const second = openWebServer({ port, host: "127.0.0.1", health: async () => ({ healthy: true, facts: {} }), plugins: [] });
  await expect(second).rejects.toMatchObject({ code: "port_in_use", hint: expect.stringContaining(String(port)) });
});

test.each(["203.0.113.7", "not a host"])("an address that is not of this machine is told: %s", async (host) => {
  const opened = openWebServer({ port: 0, host, health: async () => ({ healthy: true, facts: {} }), plugins: [] });
  await expect(opened).rejects.toMatchObject({ code: "bad_configuration", hint: expect.stringContaining(host) });
});
