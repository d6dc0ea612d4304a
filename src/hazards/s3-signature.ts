import { createHash, createHmac } from "node:crypto";

/**
 * Signs requests to an S3-compatible store: AWS Signature Version 4, whole payload, in the Authorization header.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */

export type S3Keys = { accessKeyId: string; secretAccessKey: string; region: string };

export type S3Request = {
  method: "GET" | "PUT" | "HEAD" | "DELETE";
  url: URL;
  /** Beyond those that signing brings: all of them are signed. */
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array;
};

const ALGORITHM = "AWS4-HMAC-SHA256";

/** @returns every header to send but Host, which follows from the address */
export function signedHeaders({ method, url, headers = {}, body = new Uint8Array() }: S3Request, keys: S3Keys, now: Date) {
  const moment = now.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const scope = `${moment.slice(0, 8)}/${keys.region}/s3/aws4_request`;
  const payload = sha256(body);
  const sent = { ...lowerCased(headers), "x-amz-content-sha256": payload, "x-amz-date": moment };
  const signing = Object.entries({ ...sent, host: url.host }).sort(([one], [other]) => (one < other ? -1 : 1));
  const names = signing.map(([name]) => name).join(";");
  const lines = signing.map(([name, value]) => `${name}:${value.trim()}\n`).join("");
  const canonical = [method, canonicalPath(url), canonicalQuery(url), lines, names, payload].join("\n");
  const toSign = [ALGORITHM, moment, scope, sha256(canonical)].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${keys.secretAccessKey}`);
  const signature = hmac(key, toSign).toString("hex");
  return {
    ...sent,
    authorization: `${ALGORITHM} Credential=${keys.accessKeyId}/${scope},SignedHeaders=${names},Signature=${signature}`,
  };
}

/** S3 encodes each part of the path once, and more signs than an address must. */
function canonicalPath({ pathname }: URL): string {
  return pathname
    .split("/")
    .map((part) => encoded(decodeURIComponent(part)))
    .join("/");
}

function canonicalQuery({ searchParams }: URL): string {
  return [...searchParams]
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join("&");
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
