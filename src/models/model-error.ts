import { AppError, messageOf } from "../errors.ts";

/** Whatever a client of an endpoint throws is one thing to us: the model is not to be had now. */
export async function orUnavailable<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw unavailable(what, cause);
  }
}

export function unavailable(what: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError("model_unavailable", `${what} failed: ${messageOf(cause)}`, { cause });
}

/**
 * Only an endpoint that says "not now" is asked again; one that does not answer at all would keep a start waiting for a minute.
 * LangChain's own rule gives up on a 429 without a retry-after header, which is what small servers send.
 */
export function giveUpUnlessBusy(error: unknown): void {
  const status = typeof error === "object" && error !== null && "status" in error ? Number(error.status) : 0;
  if (!(status === 408 || status === 429 || status >= 500)) throw error;
}
