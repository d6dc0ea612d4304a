import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Scoring } from "./rerankers.ts";

type RerankRequest = { model: string; query: string; documents: string[]; top_n: number };
type Sent = { path: string | undefined; authorization: string | undefined; body: RerankRequest };

/** `body`: as it is, also when it is no JSON. `silence`: never an answer. `endless`: one without an end. */
export type RerankReply =
  | { kind: "body"; body: string; status?: number }
  | { kind: "silence" }
  | { kind: "endless" }
  | { kind: "redirect"; to: string };

/** A small HTTP server that reranks, in the way of those that people use. */
export type RerankServer = {
  baseUrl: string;
  requests: Sent[];
  behaviour: { reply: (request: RerankRequest) => RerankReply };
  close(): Promise<void>;
};

export async function startRerankServer(scoring: Scoring): Promise<RerankServer> {
  const requests: Sent[] = [];
  const behaviour: RerankServer["behaviour"] = { reply: (request) => scored(request, scoring) };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body: RerankRequest = JSON.parse(Buffer.concat(chunks).toString("utf8"));
    requests.push({ path: request.url, authorization: request.headers.authorization, body });
    const reply = behaviour.reply(body);
    switch (reply.kind) {
      case "silence":
        return;
      case "redirect":
        response.writeHead(307, { location: reply.to }).end();
        return;
      case "endless": {
        response.writeHead(200, { "content-type": "application/json" });
        const spaces = " ".repeat(64 * 1024);
        const write = () => {
          while (!response.destroyed && response.write(spaces));
          if (!response.destroyed) response.once("drain", write);
        };
        return write();
      }
      default:
        response.writeHead(reply.status ?? 200, { "content-type": "application/json" }).end(reply.body);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    behaviour,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Best first, as they all do it. */
function scored({ query, documents, top_n }: RerankRequest, scoring: Scoring): RerankReply {
  const scores = scoring(query, documents);
  const results = documents
    .map((text, index) => ({ index, relevance_score: scores[index] ?? 0, document: { text } }))
    .sort((one, other) => other.relevance_score - one.relevance_score)
    .slice(0, top_n);
  return { kind: "body", body: JSON.stringify({ id: "r", model: "m", results, usage: { total_tokens: 42 } }) };
}
