import { isAppError, messageOf } from "../errors.ts";
import { texts } from "../texts/cli.ts";

/** One sentence for the person at the terminal: what is wrong and what to do. Never a stack trace. */
export function explain(error: unknown): string {
  if (!isAppError(error)) return texts.unexpected({ detail: messageOf(error) });
  return error.hint ?? texts.failed({ code: error.code, detail: error.message });
}
