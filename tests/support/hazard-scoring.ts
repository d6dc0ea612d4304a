import { z } from "zod";
import type { Triage } from "../../src/hazards/triage.ts";

const fields = z.array(z.string());
const Accept = z.looseObject({
  intent: fields.optional(),
  emergency: z.array(z.boolean()).optional(),
  is_hazard: z.array(z.boolean()).optional(),
  industry: z.array(z.string().nullable()).optional(),
  enterprise: z.array(z.string().nullable()).optional(),
  missing_fields: z.array(fields).optional(),
});

/** A message with what stands in it; `accept` holds what is right as well. */
export const GoldenMessage = z.looseObject({
  id: z.string(),
  message: z.string(),
  gold: z.looseObject({
    is_hazard: z.boolean(),
    intent: z.string(),
    industry: z.string().nullable(),
    enterprise: z.string().nullable(),
    place: z.string().nullable(),
    description_keywords: z.array(fields),
    suspected_major: z.boolean(),
    suspected_major_confidence: z.string(),
    emergency: z.boolean(),
    missing_fields: fields,
    photos: z.number().optional(),
  }),
  accept: Accept.optional(),
  reply_must_include: z.array(fields).optional(),
  reply_must_not_include: fields.optional(),
});
export type GoldenMessage = z.infer<typeof GoldenMessage>;

/** The fields of `read` that are wrong. */
export function wrongFields(golden: GoldenMessage, read: Triage): string[] {
  const checks = {
    ...messageChecks(golden, read),
    ...(golden.gold.is_hazard ? hazardChecks(golden, read) : {}),
    ...replyChecks(golden, read),
  };
  return Object.entries(checks).flatMap(([field, isRight]) => (isRight ? [] : [field]));
}

function plain(text: string | null | undefined): string {
  return (text ?? "").normalize("NFKC").replace(/\s+/gu, "").toLowerCase();
}

function messageChecks({ gold, accept }: GoldenMessage, read: Triage): Record<string, boolean> {
  return {
    intent: [gold.intent, ...(accept?.intent ?? [])].includes(read.intent),
    is_hazard: [gold.is_hazard, ...(accept?.is_hazard ?? [])].includes(read.isHazard),
    emergency: [gold.emergency, ...(accept?.emergency ?? [])].includes(read.emergency !== undefined),
    photos: gold.photos === undefined || gold.photos === read.photos,
  };
}

function hazardChecks({ gold, accept }: GoldenMessage, { hazards, missingFields }: Triage): Record<string, boolean> {
  const description = plain(hazards.map((hazard) => hazard.description).join(" "));
  const place = plain(gold.place?.replace(/[（(].*/u, "")).slice(0, 2);
  const wanted = [gold.missing_fields, ...(accept?.missing_fields ?? [])].map(withoutDescription);
  return {
    industry: hazards.some(({ industry }) => [gold.industry, ...(accept?.industry ?? [])].includes(industry)),
    enterprise:
      gold.enterprise === null ||
      hazards.some(({ enterprise }) => isSameEnterprise(plain(enterprise), gold.enterprise, accept?.enterprise ?? [])),
    place: hazards.some((hazard) => plain(hazard.place).includes(place)),
    description: gold.description_keywords.every((words) => words.some((word) => description.includes(plain(word)))),
    suspected_major:
      gold.suspected_major_confidence !== "high" || hazards.some(({ suspectedMajor }) => suspectedMajor) === gold.suspected_major,
    missing_fields: wanted.includes(withoutDescription(missingFields)),
  };
}

function withoutDescription(missing: readonly string[]): string {
  return missing
    .filter((field) => field !== "description")
    .sort()
    .join();
}

function isSameEnterprise(said: string, gold: string | null, others: readonly (string | null)[]): boolean {
  const wanted = plain(gold);
  return (
    said.includes(wanted) || (said.length >= 3 && wanted.includes(said)) || others.some((other) => other !== null && plain(other) === said)
  );
}

function replyChecks({ reply_must_include = [], reply_must_not_include = [] }: GoldenMessage, { reply }: Triage): Record<string, boolean> {
  return {
    reply:
      reply_must_include.every((words) => words.some((word) => reply.includes(word))) &&
      !reply_must_not_include.some((word) => reply.includes(word)),
  };
}
