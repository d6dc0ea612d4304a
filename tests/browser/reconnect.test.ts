import { connect, createServer, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";

let stage: ChatPageStage;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage.close());

describe("a broken connection", () => {
  test("is said, mended without a reload, and what was missed is there", async () => {
    const wire = await openWire(new URL(stage.simulator.url).port);
    const li = stage.personNamed("李文清");
    const lin = stage.personNamed("林国栋");
    const workGroup = stage.chatNamed("洛江区商务局安全生产工作群");
    const page = await stage.visit({ person: li, chat: workGroup, url: wire.url });
    await page.getByRole("textbox", { name: /发消息到/ }).waitFor();

    await wire.cut();
    const bar = page.getByText("网络已断开，正在重新连接…");
    await bar.waitFor();
    stage.simulator.world.say(lin, workGroup, { text: "断线时说的话" });
    expect(await page.getByText("断线时说的话").count()).toBe(0);
    await wire.mend();

    await page.getByRole("log").getByText("断线时说的话").waitFor();
    await bar.waitFor({ state: "detached" });
    stage.simulator.world.say(lin, workGroup, { text: "恢复后说的话" });
    await page.getByRole("log").getByText("恢复后说的话").waitFor();
    expect(await page.getByRole("log").getByText("断线时说的话").count()).toBe(1);
    await page.close();
    await wire.cut();
  });
});

/** A wire between the browser and the simulator that can be cut. */
async function openWire(port: string): Promise<{ url: string; cut(): Promise<void>; mend(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(port), "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => sockets.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  const listen = (on: number) => new Promise<void>((resolve) => server.listen(on, "127.0.0.1", resolve));
  await listen(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    mend: () => listen(address.port),
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
