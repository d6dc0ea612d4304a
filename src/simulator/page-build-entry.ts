import { join } from "node:path";
import { build } from "vite";

// Run by build-page.ts as a process of its own: `node page-build-entry.ts <output folder>`.
const [outDir] = process.argv.slice(2);
if (!outDir) throw new TypeError("usage: page-build-entry.ts <output folder>");

await build({
  configFile: false,
  root: join(import.meta.dirname, "page"),
  // Relative addresses: the page does not know under which path it is served.
  base: "./",
  logLevel: "error",
  oxc: { jsx: { runtime: "automatic" } },
  build: { outDir, emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 4096, target: "es2022" },
});
