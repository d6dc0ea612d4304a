import { randomBytes } from "node:crypto";
import { mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Where the bytes of photos lie. A file is written before anything speaks of it and never changes: its name is the hash of its
 * content, so that one left over by a crash harms nobody and is found again by the next to bring it.
 */
export type PhotoStore = {
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined: no such file. */
  read(name: string): Promise<Buffer | undefined>;
};

/** Of its content, and what it is. */
export const PHOTO_NAME = /^[0-9a-f]{64}\.(?:jpg|png)$/;

/** Files below `directory`, in folders by the first two characters of their names. */
export function photoDirectory(directory: string): PhotoStore {
  const pathOf = (name: string) => {
    if (!PHOTO_NAME.test(name)) throw new TypeError("not the name of a photo");
    return join(directory, name.slice(0, 2), name);
  };
  return {
    write: async (name, bytes) => {
      const path = pathOf(name);
      if (await isThere(path)) return;
      await mkdir(dirname(path), { recursive: true });
      await writeWhole(path, bytes);
    },
    read: (name) =>
      readFile(pathOf(name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return undefined;
        throw error;
      }),
  };
}

/** Under its name stands the whole file or none, whenever the power fails. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const aside = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    const file = await open(aside, "wx");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(aside, path);
  } catch (error) {
    await rm(aside, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
