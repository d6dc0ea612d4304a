import { type RegistryRequest, readRequest } from "../registry/requests.ts";
import { route } from "./bottender-modules.ts";
import type { AnxunContext } from "./context.ts";
import { charactersOf } from "./question-length.ts";

/** What is longer tells a story; no sentence that asks the registry for something is. */
const CHARACTERS_MAX = 120;

type Kind = RegistryRequest["kind"];

/** A line of the table of routes: the sentence asks the registry for something of this kind. */
export function requested<Wanted extends Kind>(
  kind: Wanted,
  act: (context: AnxunContext, request: Extract<RegistryRequest, { kind: Wanted }>) => Promise<void>,
): ReturnType<typeof route<AnxunContext>> {
  return route(
    ({ message }: AnxunContext) => requestIn(message.text)?.kind === kind,
    async (context: AnxunContext) => {
      const request = requestIn(context.message.text);
      if (isOf(request, kind)) await act(context, request);
    },
  );
}

function requestIn(text: string): RegistryRequest | undefined {
  return charactersOf(text) > CHARACTERS_MAX ? undefined : readRequest(text);
}

function isOf<Wanted extends Kind>(
  request: RegistryRequest | undefined,
  kind: Wanted,
): request is Extract<RegistryRequest, { kind: Wanted }> {
  return request?.kind === kind;
}
