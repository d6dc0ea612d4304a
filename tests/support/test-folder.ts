import { mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Files here never reach a disk: copying a database takes a tenth of the time. Linux has it; a container may have made it tiny. */
const MEMORY = "/dev/shm";
/** Two workers keep a few databases of some 50 MB each at a time. */
const MEMORY_NEEDED_BYTES = 2 ** 30;

/** A new folder of this test's own, for it to remove; in memory where there is room. What is about the disk itself uses `tmpdir()`. */
export function makeTestFolder(name: string): string {
  return mkdtempSync(join(hasRoom() ? MEMORY : tmpdir(), `anxun-${name}-`));
}

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize > MEMORY_NEEDED_BYTES;
  } catch {
    return false;
  }
}
