import { AppError } from "../errors.ts";

/** A document that cannot be read: `hint` is one Chinese sentence that names the file and what to do. */
export function unreadable(message: string, hint: string, cause?: unknown): AppError {
  return new AppError("bad_document", message, { hint, cause });
}
