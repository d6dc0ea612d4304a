/**
 * What can go wrong that the caller cannot decide. Branch on `code`; `message` is for the log,
 * `hint` (Chinese, from texts.ts) for the person who can mend it.
 */
export type ErrorCode =
  | "bad_configuration"
  | "bad_input"
  | "bad_document"
  | "database_unavailable"
  | "data_directory_locked"
  | "migration_failed"
  | "feishu_unavailable"
  | "feishu_refused"
  | "model_unavailable"
  | "photo_store_unavailable"
  | "port_in_use";

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.hint = options.hint;
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError;
}

/** The text of any thrown value, for a log field. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Ends a `switch` over a union: the compiler proves that it is never reached. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected value: ${JSON.stringify(value)}`);
}
