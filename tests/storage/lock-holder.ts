import { isAppError } from "../../src/errors.ts";
import { lockDirectory } from "../../src/storage/directory-lock.ts";

/** A process of its own that takes the lock of a directory, says "locked" or "refused", and stays until it is killed. */
try {
  await lockDirectory(process.argv[2] ?? "");
  process.stdout.write("locked\n");
} catch (error) {
  if (!isAppError(error)) throw error;
  process.stdout.write(error.code === "data_directory_locked" ? "refused\n" : `${error.message}\n`);
}
setInterval(() => {}, 1000);
