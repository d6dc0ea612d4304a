import { AppError } from "./errors.ts";
import { texts } from "./texts/config.ts";

/** The error that ends a start with wrong settings. `wrong` names them and says what is wrong, never their value. */
export function wrongSettings(wrong: readonly string[]): AppError {
  const hint = texts.wrongSettings({ wrong });
  return new AppError("bad_configuration", hint, { hint });
}
