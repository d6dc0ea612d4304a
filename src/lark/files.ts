import type { Readable } from "node:stream";
import { isAxiosError } from "axios";
import { z } from "zod";
import { MINUTE_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { FILE_BYTES_MAX, type FileTransfer } from "../file-transfer.ts";
import { parseJson } from "../json.ts";
import { MessengerError, type Recipient } from "../messenger.ts";
import { ChatId, MessageId, OpenId, ResourceKey } from "./ids.ts";
import { readMessageText } from "./message-text.ts";
import type { Platform } from "./platform.ts";

/** Longer than any office line needs for a file of the largest size. */
const DOWNLOAD_TIMEOUT_MS = MINUTE_MS;
/** A refusal is a few words of JSON. */
const COMPLAINT_BYTES_MAX = 64 * 1024;

const Uploaded = z.object({ file_key: ResourceKey });
const Sent = z.object({ data: z.object({ message_id: MessageId }) });
const Found = z.object({
  data: z.object({
    items: z.array(
      z.object({
        message_id: MessageId,
        chat_id: ChatId,
        msg_type: z.string(),
        deleted: z.boolean().default(false),
        body: z.object({ content: z.string() }).optional(),
      }),
    ),
  }),
});

/** Files over Feishu's SDK. What it hands out as a stream is bounded here: its own limits do not hold for streams. */
export function createFileTransfer({ client, call }: Platform): FileTransfer {
  return {
    async uploadFile({ name, bytes }) {
      if (bytes.length > FILE_BYTES_MAX) throw new MessengerError("refused", `file of ${bytes.length} bytes`);
      const data = { file_type: fileType(name), file_name: name, file: Buffer.from(bytes) } as const;
      const body = await call("upload", async (as) => ({ code: 0, data: await client.im.v1.file.create({ data }, as) }));
      const uploaded = Uploaded.safeParse(body.data);
      if (!uploaded.success) throw new MessengerError("unreachable", "upload: the answer lacks file_key");
      return { fileKey: uploaded.data.file_key };
    },

    async sendFile(to, fileKey, uuid) {
      const { id, receive_id_type } = receiver(to);
      const data = { receive_id: id, msg_type: "file", content: JSON.stringify({ file_key: fileKey }), uuid };
      const body = await call("send file", (as) => client.im.v1.message.create({ params: { receive_id_type }, data }, as));
      const sent = Sent.safeParse(body);
      if (!sent.success) throw new MessengerError("unreachable", "send file: the answer lacks message_id");
      return { messageId: sent.data.data.message_id };
    },

    async resource({ messageId, attachment }, bytesMax) {
      const path = { message_id: sound(MessageId, messageId), file_key: sound(ResourceKey, attachment.key) };
      const body = await call("resource", async (as) => {
        const answer = await client.im.v1.messageResource.get({ path, params: { type: attachment.kind } }, as).catch(withComplaint);
        const late = () => new MessengerError("unreachable", "resource: took too long");
        return { code: 0, bytes: await withinTime(collect(answer.getReadableStream(), bytesMax), DOWNLOAD_TIMEOUT_MS, late) };
      });
      return body.bytes;
    },

    async attachmentsOf(messageId) {
      const path = { message_id: sound(MessageId, messageId) };
      const body = await call("message", (as) => client.im.v1.message.get({ path }, as)).catch((error: unknown) => {
        if (error instanceof MessengerError && error.refusal === "gone") return undefined;
        throw error;
      });
      const [found] = Found.safeParse(body).data?.data.items ?? [];
      if (!found || found.deleted) return undefined;
      const said = readMessageText(found.msg_type, found.body?.content ?? "", [], { openId: "" });
      return { chatId: found.chat_id, attachments: said?.attachments ?? [] };
    },
  };
}

/** Feishu shows a file by its type. */
function fileType(name: string): "xls" | "doc" | "pdf" | "stream" {
  if (/\.xlsx?$/i.test(name)) return "xls";
  if (/\.docx?$/i.test(name)) return "doc";
  return /\.pdf$/i.test(name) ? "pdf" : "stream";
}

function receiver(to: Recipient): { id: string; receive_id_type: "chat_id" | "open_id" } {
  if (to.kind === "chat") return { id: sound(ChatId, to.chatId), receive_id_type: "chat_id" };
  return { id: sound(OpenId, to.openId), receive_id_type: "open_id" };
}

/** The SDK puts ids into the path as they are. */
function sound(schema: z.ZodString, id: string): string {
  if (!schema.safeParse(id).success) throw new MessengerError("refused", "malformed id");
  return id;
}

/** Undefined: there is more than that; the rest is not fetched. */
async function collect(stream: Readable, bytesMax: number): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > bytesMax) return undefined;
      chunks.push(chunk);
    }
  } catch {
    // A line that breaks in the middle: the error of the stream may carry the request with its token.
    throw new MessengerError("unreachable", "resource: the stream broke off");
  } finally {
    stream.destroy();
  }
  return Buffer.concat(chunks);
}

/** A refusal of a download comes as an unread stream: read, so that it can be told like any other. */
async function withComplaint(error: unknown): Promise<never> {
  if (isAxiosError(error) && error.response) {
    const bytes = await collect(error.response.data, COMPLAINT_BYTES_MAX);
    error.response.data = parseJson(Buffer.from(bytes ?? []).toString("utf8"));
  }
  throw error;
}
