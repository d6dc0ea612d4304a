import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ChatReply, type ChatRequest, chatRequestOf, sendChat } from "./chat-replies.ts";

/**
 * A small HTTP server that speaks the OpenAI protocol. Vectors are bags of character bigrams, so that likeness means something; what
 * it says in a chat is told by a function of what it was asked.
 */
export type OpenAiServer = {
  baseUrl: string;
  /** What was asked for vectors, in order. */
  requests: { path: string; authorization: string | undefined; body: EmbeddingsRequest }[];
  /** What was asked of the chat model, in order. */
  chats: ChatRequest[];
  /** How it behaves from now on; `failures` (an HTTP status, or "hang up") are used up one by one, then it works again. */
  behaviour: {
    failures: (number | "hang up")[];
    delayMs: number;
    ignoreDimensions: boolean;
    chat: (request: ChatRequest) => ChatReply;
    vectorOf: (text: string, dimensions: number, model: string) => number[];
    /** The embedding models it has; undefined: it answers to any name. */
    models: string[] | undefined;
  };
  close(): Promise<void>;
};

type EmbeddingsRequest = { model: string; input: string | string[]; dimensions?: number; encoding_format?: "float" | "base64" };

export async function startOpenAiServer(): Promise<OpenAiServer> {
  const requests: OpenAiServer["requests"] = [];
  const chats: ChatRequest[] = [];
  const behaviour: OpenAiServer["behaviour"] = {
    failures: [],
    delayMs: 0,
    ignoreDimensions: false,
    chat: () => ({ kind: "status", status: 404 }),
    vectorOf: bagOfBigrams,
    models: undefined,
  };
  const server = createServer(async (request, response) => {
    const isChat = request.url === "/v1/chat/completions";
    const sent = JSON.parse((await textOf(request)) || "{}");
    const body = isChat ? chatRequestOf(sent) : sent;
    if (isChat) chats.push(body);
    else requests.push({ path: request.url ?? "", authorization: request.headers.authorization, body });
    if (behaviour.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs).unref());
    const failure = behaviour.failures.shift();
    if (failure === "hang up") return request.socket.destroy();
    if (failure) return reply(response, failure, { error: { message: `told to fail with ${failure}`, type: "server_error" } });
    if (isChat) return sendChat(response, body, behaviour.chat(body));
    if (request.url !== "/v1/embeddings") return reply(response, 404, { error: { message: "no such route" } });
    if (behaviour.models && !behaviour.models.includes(body.model)) {
      return reply(response, 404, { error: { message: `no model ${body.model}`, type: "invalid_request_error" } });
    }
    return reply(response, 200, answer(body, behaviour));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    chats,
    behaviour,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: EmbeddingsRequest, { ignoreDimensions, vectorOf }: OpenAiServer["behaviour"]): object {
  const inputs = typeof request.input === "string" ? [request.input] : request.input;
  const dimensions = ignoreDimensions ? 7 : (request.dimensions ?? 64);
  const data = inputs.map((text, index) => {
    const vector = vectorOf(text, dimensions, request.model);
    return { object: "embedding", index, embedding: request.encoding_format === "base64" ? base64(vector) : vector };
  });
  return { object: "list", model: request.model, data, usage: { prompt_tokens: 0, total_tokens: 0 } };
}

/** Each bigram adds to one place of the vector; unit length. */
export function bagOfBigrams(text: string, dimensions: number): number[] {
  const vector = new Array<number>(dimensions).fill(0);
  const characters = [...text.replace(/\s+/g, "")];
  for (let at = 0; at < characters.length - 1; at++) {
    const place = hash(`${characters[at]}${characters[at + 1]}`) % dimensions;
    vector[place] = (vector[place] ?? 0) + 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return value;
}

function base64(vector: readonly number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString("base64");
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
