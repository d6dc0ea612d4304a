import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildPage } from "../../src/simulator/build-page.ts";

let cacheDir: string;

beforeAll(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), "page-cache-"));
});

afterAll(() => rm(cacheDir, { recursive: true }));

test("two builders at once agree on one complete page; what older ones left is cleared away", async () => {
  const deadPid = spawnSync(process.execPath, ["--version"]).pid;
  for (const left of ["page-0123456789abcdef", `unfinished-page-${deadPid}-x`, "something-else"]) await mkdir(join(cacheDir, left));

  const [first, second] = await Promise.all([buildPage({ cacheDir }), buildPage({ cacheDir })]);

  expect(second).toBe(first);
  expect((await readdir(cacheDir)).sort()).toEqual([basename(first), "something-else"].sort());
  const html = await readFile(join(first, "index.html"), "utf8");
  const assets = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map((match) => String(match[1]));
  expect(assets.length).toBeGreaterThanOrEqual(3);
  for (const asset of assets) expect((await stat(join(first, asset))).size).toBeGreaterThan(100);
  expect(html).not.toMatch(/https?:\/\//);
});

test("a page that stands is not built again", async () => {
  const built = await buildPage({ cacheDir });
  const { mtimeMs } = await stat(built);

  const startedAt = performance.now();
  expect(await buildPage({ cacheDir })).toBe(built);

  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect((await stat(built)).mtimeMs).toBe(mtimeMs);
});
