import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPage } from "../../src/simulator/build-page.ts";
import { PAGE_CACHE } from "../support/chat-page.ts";
import { runCommand } from "../support/command.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "anxun-start-"));
  const page = await buildPage({ cacheDir: PAGE_CACHE });
  await symlink(dirname(page), join(dataDir, "cache"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test("the simulator is found at whatever address the house listens on", async () => {
  const house = runCommand(["start"], { PORT: "0", HOST: "127.0.0.2", DATA_DIR: dataDir });
  await house.saying(/已就绪/);
  const { code } = await house.kill("SIGTERM");
  expect(code).toBe(0);
});
