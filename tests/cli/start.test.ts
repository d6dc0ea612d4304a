import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import { openWebServer } from "../../src/web/server.ts";
import { runCommand, variablesOf } from "../support/command.ts";
import type { TestHome } from "../support/database.ts";
import { createStartHome } from "../support/start-home.ts";

let home: TestHome;
beforeAll(async () => {
  home = await createStartHome();
});
afterAll(() => home.remove());

test("the simulator is found at whatever address the house listens on", async () => {
  const house = runCommand(["start"], { PORT: "0", HOST: "127.0.0.2", ...variablesOf(home) });
  await house.saying(/已就绪/);
  const { code } = await house.kill("SIGTERM");
  expect(code).toBe(0);
});

test("with a real app, the documents are shown to nobody unless cards link to them", async () => {
  const feishu = await startSimulator({ now: systemClock, log: createLog("silent") });
  const port = await freePort();
  const house = runCommand(["start"], {
    PORT: String(port),
    ...variablesOf(home),
    LARK_DOMAIN: feishu.url,
    LARK_APP_ID: feishu.credentials.appId,
    LARK_APP_SECRET: feishu.credentials.appSecret,
  });
  await house.saying(/已就绪/);
  const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;
  expect(await statusOf("/health")).toBe(200);
  expect(await statusOf("/documents/luojiang-2024")).toBe(404);
  await house.kill("SIGTERM");
  await feishu.close();
});

async function freePort(): Promise<number> {
  const server = await openWebServer({ port: 0, host: "127.0.0.1", health: async () => ({ healthy: true, facts: {} }), plugins: [] });
  await server.close();
  return server.port;
}
