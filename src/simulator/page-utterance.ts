import type { FastifyRequest } from "fastify";
import { z } from "zod";
import { parseJson } from "../json.ts";
import { texts } from "../texts/simulator.ts";
import { IMAGE_BYTES_MAX } from "./api-resources.ts";
import { PageRefusal } from "./page-refusal.ts";
import type { Attachment, Utterance } from "./world.ts";

const IMAGES_MAX = 9;
const FILE_BYTES_MAX = 30 * 1024 * 1024;
const TEXT_LENGTH_MAX = 20_000;

const Payload = z.object({
  person: z.string().min(1),
  text: z.string().default(""),
  mentions: z.array(z.string()).max(100).default([]),
  quote: z.string().optional(),
});

/**
 * What a person says: JSON, or multipart with the same JSON as field `payload`, pictures as `images` and at most one `file`.
 * @throws PageRefusal, ZodError
 */
export async function readUtterance(request: FastifyRequest): Promise<Utterance & { person: string }> {
  if (!request.isMultipart()) return utteranceOf(request.body);
  let payload: unknown;
  const images: Attachment[] = [];
  let file: Attachment | undefined;
  for await (const part of request.parts({ limits: { fileSize: FILE_BYTES_MAX, fieldSize: 1024 * 1024 } })) {
    if (part.type === "field") {
      if (part.fieldname === "payload") payload = parseJson(String(part.value));
      continue;
    }
    const bytes = await part.toBuffer();
    if (part.fieldname === "images") images.push(picture(bytes, part.filename));
    if (part.fieldname === "file" && !part.file.truncated) file = { bytes, name: part.filename };
    if (images.length > IMAGES_MAX) throw new PageRefusal(400, texts.tooManyImages({ limit: IMAGES_MAX }));
  }
  return { ...utteranceOf(payload), images, ...(file && { file }) };
}

function picture(bytes: Buffer, name: string): Attachment {
  if (bytes.length > IMAGE_BYTES_MAX) throw new PageRefusal(413, texts.imageTooLarge({ limitMegabytes: IMAGE_BYTES_MAX / 1024 / 1024 }));
  return { bytes, name };
}

function utteranceOf(payload: unknown): Utterance & { person: string } {
  const { quote, ...words } = Payload.parse(payload);
  if (words.text.length > TEXT_LENGTH_MAX) throw new PageRefusal(400, texts.messageTooLong);
  return { ...words, ...(quote && { quote }) };
}
