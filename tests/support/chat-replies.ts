import type { ServerResponse } from "node:http";

/** What a client asked of the chat model, as far as tests look at it. */
export type ChatRequest = {
  model: string;
  stream?: boolean;
  /** `images`: of a message in parts, the URLs of its pictures; `content` is its text then. */
  messages: { role: string; content: string; images?: string[] }[];
  tools?: { function: { name: string } }[];
  response_format?: { type: string };
};

type Part = { type: string; text?: string; image_url?: { url: string } };
type SentRequest = Omit<ChatRequest, "messages"> & { messages: { role: string; content: string | Part[] }[] };

/** A request as it was sent, whatever its messages are made of. */
export function chatRequestOf(sent: SentRequest): ChatRequest {
  const messages = sent.messages.map(({ content, ...message }) => {
    if (!Array.isArray(content)) return { ...message, content };
    const images = content.flatMap(({ image_url }) => image_url?.url ?? []);
    return { ...message, content: content.flatMap(({ text }) => text ?? []).join("\n"), images };
  });
  return { ...sent, messages };
}

/** What a chat model does. `text` well behaved, the others in every way in which endpoints go wrong. */
export type ChatReply =
  | { kind: "text"; text: string }
  /** The arguments of the tool that the client offers, or the text where it offers none. */
  | { kind: "value"; value: unknown }
  | { kind: "status"; status: number }
  | { kind: "malformed" }
  | { kind: "silence" }
  /** Says it, but not before. */
  | { kind: "late"; until: Promise<void>; text: string }
  /** Piece by piece as the test lets them come; the connection breaks where `pieces` does. */
  | { kind: "stepped"; pieces: AsyncIterable<string> }
  /** Some text, and then the connection breaks. */
  | { kind: "cut"; text: string }
  /** Says the same for ever. */
  | { kind: "endless"; text: string };

const USAGE = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };
const PIECE = 6;
const ENDLESS_EVERY_MS = 2;

export function sendChat(response: ServerResponse, request: ChatRequest, reply: ChatReply): void {
  switch (reply.kind) {
    case "status":
      json(response, reply.status, { error: { message: `told to fail with ${reply.status}`, type: "server_error" } });
      return;
    case "malformed":
      response.writeHead(200, { "content-type": "application/json" }).end('{"choices": [{"mess');
      return;
    case "silence":
      return;
    case "late":
      void reply.until.then(() => whole(response, request, { content: reply.text }));
      return;
    case "value":
      whole(response, request, valueMessage(request, reply.value));
      return;
    case "text":
      if (request.stream) stream(response, request, reply.text);
      else whole(response, request, { content: reply.text });
      return;
    case "stepped":
      void step(response, request, reply.pieces);
      return;
    case "cut":
      begin(response);
      for (const piece of piecesOf(reply.text)) send(response, request, { content: piece });
      setImmediate(() => response.destroy());
      return;
    case "endless": {
      begin(response);
      const timer = setInterval(() => send(response, request, { content: reply.text }), ENDLESS_EVERY_MS);
      response.on("close", () => clearInterval(timer));
    }
  }
}

function valueMessage(request: ChatRequest, value: unknown): object {
  const [tool] = request.tools ?? [];
  const text = JSON.stringify(value);
  if (!tool) return { content: text };
  return { content: null, tool_calls: [{ id: "call_1", type: "function", function: { name: tool.function.name, arguments: text } }] };
}

function whole(response: ServerResponse, { model }: ChatRequest, message: object): void {
  const choices = [{ index: 0, message: { role: "assistant", ...message }, finish_reason: "stop" }];
  json(response, 200, { id: "chatcmpl-1", object: "chat.completion", created: 0, model, choices, usage: USAGE });
}

function stream(response: ServerResponse, request: ChatRequest, text: string): void {
  begin(response);
  for (const piece of piecesOf(text)) send(response, request, { content: piece });
  end(response, request);
}

async function step(response: ServerResponse, request: ChatRequest, pieces: AsyncIterable<string>): Promise<void> {
  begin(response);
  response.flushHeaders();
  try {
    for await (const piece of pieces) send(response, request, { content: piece });
  } catch {
    response.destroy();
    return;
  }
  end(response, request);
}

function end(response: ServerResponse, request: ChatRequest): void {
  send(response, request, {}, { finish_reason: "stop" });
  write(response, { id: "chatcmpl-1", object: "chat.completion.chunk", created: 0, model: request.model, choices: [], usage: USAGE });
  response.end("data: [DONE]\n\n");
}

function begin(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/event-stream" });
}

function send(response: ServerResponse, { model }: ChatRequest, delta: object, more: object = {}): void {
  const choices = [{ index: 0, delta: { role: "assistant", ...delta }, finish_reason: null, ...more }];
  write(response, { id: "chatcmpl-1", object: "chat.completion.chunk", created: 0, model, choices });
}

function write(response: ServerResponse, chunk: object): void {
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);
}

function piecesOf(text: string): string[] {
  const characters = [...text];
  return Array.from({ length: Math.ceil(characters.length / PIECE) }, (_, at) => characters.slice(at * PIECE, (at + 1) * PIECE).join(""));
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
