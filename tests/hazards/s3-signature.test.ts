import { expect, test } from "vitest";
import { type S3Request, signedHeaders } from "../../src/hazards/s3-signature.ts";

/** The examples of the specification, with the signatures that it prints. */
const KEYS = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", region: "us-east-1" };
const NOW = new Date("2013-05-24T00:00:00Z");
const at = (path: string) => new URL(`https://examplebucket.s3.amazonaws.com${path}`);

test.each([
  [
    "a part of an object",
    { method: "GET", url: at("/test.txt"), headers: { Range: "bytes=0-9" } },
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  ],
  [
    "a new object, with signs in its name",
    {
      method: "PUT",
      url: at("/test$file.text"),
      headers: { Date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
      body: Buffer.from("Welcome to Amazon S3."),
    },
    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
  ],
  [
    "a question without a value",
    { method: "GET", url: at("/?lifecycle") },
    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
  ],
  ["a list", { method: "GET", url: at("/?max-keys=2&prefix=J") }, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"],
] satisfies [string, S3Request, string][])("%s is signed as the specification says", (_, request, signature) => {
  const headers = signedHeaders(request, KEYS, NOW);
  expect(headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20130524\/us-east-1\/s3\/aws4_request,SignedHeaders=/,
  );
  expect(headers.authorization).toContain(`Signature=${signature}`);
});
