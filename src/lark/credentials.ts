import { AppError } from "../errors.ts";
import type { LarkConfig } from "../lark-settings.ts";
import { MessengerError } from "../messenger.ts";
import { texts } from "../texts/lark.ts";

/**
 * The first word with the platform: a refusal becomes an error that tells the person at the terminal what to mend.
 * @throws AppError feishu_refused (credentials, permissions) or feishu_unavailable (network, platform), with a hint
 */
export async function orStartError<Result>(work: Promise<Result>, config: LarkConfig): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof MessengerError ? startError(error, config) : error;
  }
}

function startError(error: MessengerError, config: LarkConfig): AppError {
  const { domain, appId } = config;
  const { message, platformCode: code } = error;
  const told = (hint: string) => ({ cause: error, hint });
  switch (error.refusal) {
    case "unreachable":
      return new AppError("feishu_unavailable", message, told(texts.unreachable({ domain })));
    case "busy":
      return new AppError("feishu_unavailable", message, told(texts.unavailable({ domain })));
    case "unauthorized":
      return new AppError("feishu_refused", message, told(texts.credentialsRefused({ appId, code })));
    default:
      return new AppError("feishu_refused", message, told(texts.refused({ appId, detail: message })));
  }
}
