import { createHash } from "node:crypto";
import { setTimeout as rest } from "node:timers/promises";
import { type Clock, SECOND_MS } from "../clock.ts";
import { AppError, messageOf } from "../errors.ts";
import type { S3Config } from "../photo-store-settings.ts";
import { texts } from "../texts/photo-store.ts";
import { PHOTO_NAME, type PhotoStore } from "./photo-store.ts";
import { type S3Request, signedHeaders } from "./s3-signature.ts";

/** Photos in an S3-compatible store. What is there under a name is its content: whatever else comes back is refused. */

/** A photo has at most 10 MB. */
const TIMEOUT_MS = 20 * SECOND_MS;
/** Before the second try, and the third. */
const RESTS_MS = [200, 1000];

export type S3Photos = PhotoStore & {
  /** For a probe: nothing that people sent is ever taken away. */
  remove(name: string): Promise<void>;
};

type Tools = { now: Clock; restsMs?: readonly number[]; timeoutMs?: number };

/** @throws AppError photo_store_unavailable from each call, with what to do */
export function s3Photos(config: S3Config, { now, restsMs = RESTS_MS, timeoutMs = TIMEOUT_MS }: Tools): S3Photos {
  const request = async (method: S3Request["method"], name: string, body?: Uint8Array): Promise<Response> => {
    const url = addressOf(config, name);
    for (const wait of [...restsMs, undefined]) {
      const outcome = await tryOnce({ method, url, ...(body && { body }) });
      if (outcome instanceof Response && !isPassing(outcome.status)) return outcome;
      if (wait === undefined) throw await failureOf(method, outcome);
      if (outcome instanceof Response) await outcome.body?.cancel();
      await rest(wait);
    }
    throw new TypeError("a request was neither answered nor given up");
  };

  async function tryOnce(asked: S3Request): Promise<Response | Error> {
    const headers = signedHeaders(asked, config, now());
    const body = asked.body && { body: new Blob([new Uint8Array(asked.body)]) };
    return fetch(asked.url, { method: asked.method, headers, ...body, redirect: "error", signal: AbortSignal.timeout(timeoutMs) }).catch(
      (error: unknown) => (error instanceof Error ? error : new Error(messageOf(error))),
    );
  }

  return {
    async write(name, bytes) {
      const there = await request("HEAD", name);
      if (there.status === 200) return;
      // Whoever may not list is told that it is forbidden, not that it is not there.
      const put = await request("PUT", name, bytes);
      if (!put.ok) throw await failureOf("PUT", put);
      await put.body?.cancel();
    },
    async read(name) {
      const got = await request("GET", name);
      if (!got.ok) {
        const failure = await failureOf("GET", got);
        if (got.status === 404 && failure.hint !== texts.noBucket) return undefined;
        throw failure;
      }
      const bytes = Buffer.from(await got.arrayBuffer());
      if (createHash("sha256").update(bytes).digest("hex") === name.slice(0, name.indexOf("."))) return bytes;
      throw unavailable("GET: the content is not what its name says", texts.altered);
    },
    async remove(name) {
      const gone = await request("DELETE", name);
      if (!gone.ok && gone.status !== 404) throw await failureOf("DELETE", gone);
    },
  };
}

function addressOf({ endpoint, bucket, prefix }: S3Config, name: string): URL {
  if (!PHOTO_NAME.test(name)) throw new TypeError("not the name of a photo");
  return new URL(`${endpoint}/${bucket}/${prefix}${name.slice(0, 2)}/${name}`);
}

/** Busy, or broken for the moment. */
function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/** What the store calls it stands in its answer; the keys and the address stay here. */
async function failureOf(method: string, outcome: Response | Error): Promise<AppError> {
  if (outcome instanceof Error) return unavailable(`${method}: ${outcome.name}`, texts.unreachable, outcome);
  const text = await outcome.text().catch(() => "");
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? "";
  return unavailable(`${method}: ${outcome.status} ${code}`.trim(), hintFor(outcome.status, code));
}

function hintFor(status: number, code: string): string {
  if (code === "RequestTimeTooSkewed") return texts.clock;
  if (code === "NoSuchBucket") return texts.noBucket;
  if (status === 401 || status === 403) return texts.forbidden({ code });
  return texts.failed({ status, code });
}

function unavailable(message: string, hint: string, cause?: unknown): AppError {
  return new AppError("photo_store_unavailable", `photo store: ${message}`, { hint, ...(cause !== undefined && { cause }) });
}
