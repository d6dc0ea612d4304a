import { existsSync } from "node:fs";
import { access, constants, mkdir, mkdtemp, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const SYSTEM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MODULES = join(import.meta.dirname, "../../node_modules");

const ARGUMENTS = [
  // Tests run as root in containers, where Chromium's own sandbox refuses to start, and look only at our own page.
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--no-pings",
];

/** A browser without a window: that of CHROMIUM_PATH, else the system's, else the one that comes as an npm package. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await systemChromium()) ?? (await packagedChromium());
  return chromium.launch({ executablePath, headless: true, args: ARGUMENTS });
}

async function systemChromium(): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  for (const path of SYSTEM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))) {
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}

/** Unpacked once per version. The package unpacks in place, where a second test file would find half a program: so aside, then renamed. */
async function packagedChromium(): Promise<string> {
  const manifest: { version: string } = JSON.parse(await readFile(join(MODULES, "@sparticuz/chromium/package.json"), "utf8"));
  const folder = join(MODULES, ".cache");
  const unpacked = join(folder, `chromium-${manifest.version}`);
  if (existsSync(unpacked)) return unpacked;
  await mkdir(folder, { recursive: true });
  const aside = await mkdtemp(join(folder, "unpacking-"));
  try {
    await rename(await unpackInto(aside), unpacked);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return unpacked;
}

/** The package knows no other place than the folder for temporary files. */
async function unpackInto(folder: string): Promise<string> {
  const { default: packaged } = await import("@sparticuz/chromium");
  const usual = tmpdir();
  process.env.TMPDIR = folder;
  try {
    return await packaged.executablePath();
  } finally {
    process.env.TMPDIR = usual;
  }
}
