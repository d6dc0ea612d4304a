import { symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildPage } from "../../src/simulator/build-page.ts";
import { PAGE_CACHE } from "./chat-page.ts";
import { createTestHome, type TestHome } from "./database.ts";

/** Where `anxun start` finds its database and its page made already: both take seconds at a first start. */
export async function createStartHome(): Promise<TestHome> {
  const [home, page] = await Promise.all([createTestHome(), buildPage({ cacheDir: PAGE_CACHE })]);
  await symlink(dirname(page), join(home.dataDir, "cache"));
  return home;
}
