import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { glob, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { AppError } from "../errors.ts";
import { texts } from "./page/texts.ts";

const SOURCE_DIR = join(import.meta.dirname, "..");
const MANIFEST = join(SOURCE_DIR, "..", "package.json");
/** What ends up in the page: its own folder, the foundation files that it shares, and how it is built. */
const SOURCES = ["*.ts", "simulator/page/**/*", "simulator/page-build-entry.ts"];
const BUILD_PROGRAM = join(import.meta.dirname, "page-build-entry.ts");
const BUILD_TIMEOUT_MS = 120_000;

/**
 * The chat page, ready to be served from the returned folder. It is built when its sources or the versions of
 * its packages have changed, else this returns at once. The folder appears under its name only when complete.
 * @throws AppError bad_configuration when it cannot be built
 */
export async function buildPage(options: { cacheDir: string }): Promise<string> {
  const name = `page-${await contentHash()}`;
  const pageDir = join(options.cacheDir, name);
  if (existsSync(pageDir)) return pageDir;
  let unfinished: string | undefined;
  try {
    await mkdir(options.cacheDir, { recursive: true });
    unfinished = await mkdtemp(join(options.cacheDir, `unfinished-page-${process.pid}-`));
    await buildInto(unfinished);
    await rename(unfinished, pageDir).catch((error: unknown) => {
      // Two starters at once built the same bytes: the other one was first.
      if (!existsSync(pageDir)) throw error;
    });
  } catch (cause) {
    throw new AppError("bad_configuration", "the chat page could not be built", { cause, hint: texts.failure.notBuilt });
  } finally {
    if (unfinished) await rm(unfinished, { recursive: true, force: true });
  }
  await removeOldPages(options.cacheDir, name);
  return pageDir;
}

/** The bundler takes hundreds of megabytes and both cores for seconds; a process of its own gives them back. */
async function buildInto(directory: string): Promise<void> {
  await promisify(execFile)(process.execPath, [BUILD_PROGRAM, directory], { timeout: BUILD_TIMEOUT_MS });
}

async function contentHash(): Promise<string> {
  const paths: string[] = [];
  for await (const entry of glob(SOURCES, { cwd: SOURCE_DIR, withFileTypes: true })) {
    if (entry.isFile()) paths.push(join(entry.parentPath, entry.name));
  }
  const hash = createHash("sha256").update(JSON.stringify(await packageVersions()));
  for (const path of paths.sort()) hash.update(`${path.slice(SOURCE_DIR.length)}\0`).update(await readFile(path));
  return hash.digest("hex").slice(0, 16);
}

/** Versions are pinned exactly, so the manifest tells them. */
async function packageVersions(): Promise<unknown> {
  const manifest: { dependencies: unknown } = JSON.parse(await readFile(MANIFEST, "utf8"));
  return manifest.dependencies;
}

async function removeOldPages(cacheDir: string, current: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const isOld = (name.startsWith("page-") && name !== current) || isAbandoned(name);
    if (isOld) await rm(join(cacheDir, name), { recursive: true, force: true });
  }
}

/** An unfinished folder whose builder no longer lives. */
function isAbandoned(name: string): boolean {
  const pid = /^unfinished-page-(\d+)-/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch {
    // ESRCH: there is no such process. (EPERM means there is one, but it cannot be a builder of ours.)
    return true;
  }
}
