import { z } from "zod";
import { isAppError } from "../errors.ts";
import type { Extract } from "../models/model.ts";
import type { MissingField } from "../texts/hazards.ts";
import type { Heard } from "./hear.ts";
import type { TriagedHazard } from "./triage.ts";

/**
 * What a model may add to what was understood of a report: words of the message itself, where a field is empty. What the message is,
 * whether it is an emergency, whether it may be a major one and who may do what stay with the rules.
 */
export const Suggested = z.object({
  enterprise: z.string().nullish(),
  place: z.string().nullish(),
  location: z.string().nullish(),
  description: z.string().nullish(),
});
export type Suggested = z.infer<typeof Suggested>;

const FIELD_MIN = 2;
const FIELD_MAX = { enterprise: 30, place: 40, location: 40, description: 200 } as const;
/** Nobody waits longer for a better draft: what is missing is asked for. */
const EXTRACT_MS = 3_000;

/** Whether it is worth asking: a hazard that is no emergency, and something of it is not understood. */
function lacksWords({ triage }: Heard): boolean {
  return triage.isHazard && triage.emergency === undefined && triage.missingFields.length > 0;
}

/** The same with what `suggested` adds. Whatever does not stand in `text` as it is said is not taken. */
export function filledIn(heard: Heard, suggested: Suggested, text: string): Heard {
  if (!lacksWords(heard)) return heard;
  const said = (field: keyof Suggested) => wordsOf(suggested[field], text, FIELD_MAX[field]);
  const { site, triage } = heard;
  const enterprise = site.enterprise ?? said("enterprise");
  const place = site.place ?? said("place");
  const location = site.location ?? said("location");
  const description = said("description") ?? "";
  const hazards = triage.hazards.map(
    (hazard): TriagedHazard => ({
      ...hazard,
      enterprise: hazard.enterprise ?? enterprise ?? null,
      place: hazard.place ?? place ?? null,
      description: hazard.description === "" && triage.hazards.length === 1 ? description : hazard.description,
    }),
  );
  const isThere: Record<MissingField, boolean> = {
    enterprise: enterprise !== undefined,
    place: place !== undefined,
    description: hazards.every((hazard) => hazard.description !== ""),
  };
  const missingFields = triage.missingFields.filter((field) => !isThere[field]);
  return { ...heard, site: { ...site, enterprise, place, location }, triage: { ...triage, hazards, missingFields } };
}

/** Undefined: not said, or not in these words. */
function wordsOf(suggestion: string | null | undefined, text: string, longest: number): string | undefined {
  const words = suggestion?.trim() ?? "";
  const isUsable = words.length >= FIELD_MIN && words.length <= longest && text.includes(words);
  return isUsable ? words : undefined;
}

/** Asks the model for what is missing; whatever goes wrong, what was understood without it stands. */
export async function readFurther(extract: Extract | undefined, heard: Heard, text: string): Promise<Heard> {
  if (!extract || !lacksWords(heard)) return heard;
  try {
    const { value } = await extract.read({ use: "triage", text, schema: Suggested }, AbortSignal.timeout(EXTRACT_MS));
    return filledIn(heard, value, text);
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return heard;
    throw error;
  }
}
