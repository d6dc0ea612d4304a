import { createHash, timingSafeEqual } from "node:crypto";
import type { FastifyRequest } from "fastify";

/** Whose token a request bears: compared by digest and in the same time whichever it is, so that nobody finds one letter by letter. */
export type Bearers = {
  /** The name that its token stands for; undefined: a stranger. */
  of(request: FastifyRequest): string | undefined;
};

/** @param tokens  name → token */
export function bearers(tokens: Readonly<Record<string, string>>): Bearers {
  const known = Object.entries(tokens).map(([name, token]) => ({ name, digest: digestOf(token) }));
  return {
    of(request) {
      const [, token = ""] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "") ?? [];
      const digest = digestOf(token);
      return known.filter((one) => timingSafeEqual(one.digest, digest)).map(({ name }) => name)[0];
    },
  };
}

function digestOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
