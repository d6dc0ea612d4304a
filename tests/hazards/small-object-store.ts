import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type S3Keys, type S3Request, signedHeaders } from "../../src/hazards/s3-signature.ts";

/** A small S3: keeps what is signed with the right keys, and says what it refuses as the real one does. */
export type ObjectStore = {
  endpoint: string;
  objects: Map<string, Buffer>;
  /** Method and path of what came in, in order. */
  asked: string[];
  /** What the next requests are answered with instead. "hang": nothing at all. */
  failures: (number | "hang")[];
  close(): Promise<void>;
};

export async function startObjectStore(keys: S3Keys): Promise<ObjectStore> {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const failures: (number | "hang")[] = [];

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = "", url = "" } = request;
    asked.push(`${method} ${url}`);
    const failure = failures.shift();
    if (failure === "hang") return;
    const refusal = failure === undefined ? refusalOf(request, body, keys) : ([failure, "SlowDown"] as const);
    const [status, said] = refusal ? refused(refusal) : carriedOut(method, url, body);
    response.writeHead(status).end(method === "HEAD" ? undefined : said);
  }

  function carriedOut(method: string, url: string, body: Buffer): readonly [number, Buffer | string | undefined] {
    if (method === "PUT") objects.set(url, body);
    if (method === "DELETE") {
      objects.delete(url);
      return [204, undefined];
    }
    const found = objects.get(url);
    return found ? [200, method === "GET" ? found : undefined] : refused([404, "NoSuchKey"]);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ objects, asked, failures },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function refused([status, code]: readonly [number, string]): readonly [number, string] {
  return [status, `<Error><Code>${code}</Code></Error>`];
}

function refusalOf(request: IncomingMessage, body: Buffer, keys: S3Keys): readonly [number, string] | undefined {
  if (!isSigned(request, body, keys)) return [403, "SignatureDoesNotMatch"];
  return request.url?.startsWith("/bucket/") ? undefined : [404, "NoSuchBucket"];
}

/** Signs what has come in once more, and compares. */
function isSigned({ headers, method, url = "" }: IncomingMessage, body: Buffer, keys: S3Keys): boolean {
  const written = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(String(headers["x-amz-date"]))?.slice(1) ?? [];
  const [year, month, day, hour, minute, second] = written;
  const at = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at.getTime())) return false;
  const request = { method: method as S3Request["method"], url: new URL(url, `http://${headers.host}`), body };
  const own = signedHeaders(request, keys, at);
  return own.authorization === headers.authorization && own["x-amz-content-sha256"] === headers["x-amz-content-sha256"];
}
