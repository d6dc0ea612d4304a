import type { LarkConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { MessengerError } from "../messenger.ts";
import { texts } from "../texts/lark.ts";
import type { Platform } from "./platform.ts";

/**
 * Signs in once, so that a wrong app id or secret is found before anything is started on it.
 * @throws AppError feishu_refused (credentials) or feishu_unavailable (network, platform), with a hint
 */
export async function assertSignedIn(platform: Platform, config: LarkConfig): Promise<void> {
  try {
    await platform.signIn();
  } catch (error) {
    throw error instanceof MessengerError ? startError(error, config) : error;
  }
}

/** Why we cannot start, for the person who can mend it. */
export function startError(error: MessengerError, config: LarkConfig): AppError {
  const options = (hint: string) => ({ cause: error, hint });
  if (error.refusal === "unreachable") {
    return new AppError("feishu_unavailable", error.message, options(texts.unreachable({ domain: config.domain })));
  }
  if (error.refusal === "busy") {
    return new AppError("feishu_unavailable", error.message, options(texts.unavailable({ domain: config.domain })));
  }
  const refused = { appId: config.appId, code: error.platformCode };
  const hint = error.refusal === "unauthorized" ? texts.credentialsRefused(refused) : texts.refused({ ...refused, detail: error.message });
  return new AppError("feishu_refused", error.message, options(hint));
}
