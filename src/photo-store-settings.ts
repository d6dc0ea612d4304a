import { z } from "zod";

/** Where photos are kept: the settings of an S3-compatible store, addressed by path: `endpoint/bucket/prefix…`. */

export type S3Config = {
  /** Without a slash at its end. */
  endpoint: string;
  region: string;
  bucket: string;
  /** Empty, or with a slash at its end. */
  prefix: string;
  accessKeyId: string;
  secretAccessKey: string;
};

const text = z.string().trim().min(1);

export const PHOTO_STORE_VARIABLES = {
  PHOTO_STORE: z.enum(["directory", "s3"]).default("directory"),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: text.default("us-east-1"),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
    .optional(),
  S3_PREFIX: z
    .string()
    .regex(/^[\w-]{1,60}(\/[\w-]{1,60}){0,5}\/?$/)
    .optional(),
  S3_ACCESS_KEY_ID: text.optional(),
  S3_SECRET_ACCESS_KEY: text.optional(),
};

const Variables = z.object(PHOTO_STORE_VARIABLES);

/** `store` undefined: photos lie in the data directory. `missing`: names of variables without which there is no such store. */
export function photoStoreOf(variables: z.infer<typeof Variables>): { store: S3Config | undefined } | { missing: readonly string[] } {
  if (variables.PHOTO_STORE !== "s3") return { store: undefined };
  const { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY, S3_REGION: region, S3_PREFIX: prefix } = variables;
  if (S3_ENDPOINT && S3_BUCKET && S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY) {
    const place = { endpoint: S3_ENDPOINT.replace(/\/+$/, ""), region, bucket: S3_BUCKET };
    const keys = { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY };
    return { store: { ...place, prefix: prefix ? `${prefix.replace(/\/$/, "")}/` : "", ...keys } };
  }
  const needed = { S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY };
  return { missing: Object.entries(needed).flatMap(([name, value]) => (value ? [] : [name])) };
}
