import type { Config } from "../config.ts";
import { AppError, messageOf } from "../errors.ts";
import { openModels } from "../models/open-models.ts";
import { texts } from "../texts/vision.ts";

/** A black square on white, 32 pixels wide: smaller ones some endpoints refuse. */
const SQUARE = "iVBORw0KGgoAAAANSUhEUgAAACAAAAAgCAAAAABWESUoAAAAGklEQVR42mP4TwAwjDAFDGhgVMHIVjDC8wUAMJb9Hysc1uIAAAAASUVORK5CYII=";

/** Shows the vision model a picture that tells nothing of anybody. @returns what to print @throws AppError with what to do */
export async function checkVision({ vision }: Pick<Config, "vision">): Promise<string> {
  const { describe } = await openModels({ embedding: undefined, vision });
  if (!describe) return texts.doctor.unset;
  const { model } = describe;
  const { call } = await describe.describe([Buffer.from(SQUARE, "base64")]).catch((cause: unknown) => {
    const hint = texts.doctor.bad({ model, reason: messageOf(cause) });
    throw new AppError("model_unavailable", "the vision model did not answer", { hint, cause });
  });
  return texts.doctor.good({ model, ms: call.ms });
}
