import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { newId } from "./ids.ts";
import { imageType } from "./image-type.ts";
import { ok, type Platform, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import { BOT, type Resource } from "./state.ts";

export const IMAGE_BYTES_MAX = 10 * 1024 * 1024;
const FILE_BYTES_MAX = 30 * 1024 * 1024;

const ImageFields = z.object({ image_type: z.enum(["message", "avatar"]) });
const FileFields = z.object({ file_type: z.enum(["opus", "mp4", "pdf", "doc", "xls", "ppt", "stream"]), file_name: z.string().min(1) });
const ResourceQuery = z.object({ type: z.enum(["image", "file"]) });

/** Bytes that go up and down: pictures and files. */
export function mountResourceApi(app: FastifyInstance, { store }: Platform): void {
  const keep = (draft: Omit<Resource, "key" | "owner" | "base64">, bytes: Buffer) => {
    const key = newId(draft.kind === "image" ? "img_v3_" : "file_v3_");
    store.record({ kind: "resource_added", resource: { ...draft, key, owner: BOT, base64: bytes.toString("base64") } });
    return key;
  };

  app.post("/open-apis/im/v1/images", async (request) => {
    const { fields, bytes } = await upload(request, "image", IMAGE_BYTES_MAX);
    read(ImageFields, fields);
    const mime = imageType(bytes);
    if (!mime) throw refusal(234001, "unsupported image format");
    return ok({ image_key: keep({ kind: "image", fileType: "image", mime, name: "image" }, bytes) });
  });

  app.post("/open-apis/im/v1/files", async (request) => {
    const { fields, bytes } = await upload(request, "file", FILE_BYTES_MAX);
    const { file_type, file_name } = read(FileFields, fields);
    return ok({ file_key: keep({ kind: "file", fileType: file_type, mime: "application/octet-stream", name: file_name }, bytes) });
  });

  app.get<{ Params: { message_id: string; file_key: string } }>(
    "/open-apis/im/v1/messages/:message_id/resources/:file_key",
    async (request, reply) => {
      const { type } = read(ResourceQuery, request.query);
      const message = store.state.messages.get(request.params.message_id);
      if (!message) throw refusal(234001, "invalid message_id");
      if (message.recalledAt !== undefined) throw refusal(230110);
      if (!store.state.chats.get(message.chatId)?.botPresent) throw refusal(234004);
      if (message.msgType === "interactive") throw refusal(234043);
      const resource = store.state.resources.get(request.params.file_key);
      if (!resource || resource.kind !== type || !message.content.includes(resource.key)) throw refusal(234003);
      const bytes = Buffer.from(resource.base64, "base64");
      const name = encodeURIComponent(resource.name);
      return reply.type(resource.mime).header("content-disposition", `attachment; filename*=UTF-8''${name}`).send(bytes);
    },
  );
}

/** The fields and the one part called `part` of a multipart body. */
async function upload(request: FastifyRequest, part: string, bytesMax: number): Promise<{ fields: object; bytes: Buffer }> {
  if (!request.isMultipart()) throw refusal(234001, "multipart/form-data expected");
  const fields: Record<string, unknown> = {};
  let bytes: Buffer | undefined;
  for await (const piece of request.parts({ limits: { fileSize: bytesMax, files: 1 } })) {
    if (piece.type === "field") fields[piece.fieldname] = piece.value;
    // A part without a file name counts as a field with us, as a file with Feishu; the SDK always names it.
    if (piece.type !== "file") continue;
    const content = await piece.toBuffer();
    if (piece.file.truncated) throw refusal(234006);
    if (piece.fieldname === part) bytes = content;
  }
  if (!bytes) throw refusal(234001, `${part} is required`);
  if (bytes.length === 0) throw refusal(234010);
  return { fields, bytes };
}
