import * as lark from "@larksuiteoapi/node-sdk";
import type { Simulator } from "../../src/simulator/simulator.ts";

type Server = Pick<Simulator, "credentials"> & { url: string };
type Handlers = Readonly<Record<string, (event: never) => unknown>>;

const silent = { error() {}, warn() {}, info() {}, debug() {}, trace() {} };

/** The real SDK's client, talking to the simulator. */
export function sdkClient(server: Server, appSecret = server.credentials.appSecret): lark.Client {
  return new lark.Client({ appId: server.credentials.appId, appSecret, domain: server.url, logger: silent, cache: ownCache() });
}

export type SdkConnection = { client: lark.WSClient; reconnected: Promise<void>; close(): void };

/**
 * The real SDK's long connection; resolves when it stands.
 * @throws Error when the SDK gives up
 */
export async function sdkConnection(server: Server, handlers: Handlers, appSecret = server.credentials.appSecret): Promise<SdkConnection> {
  const back = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  const client = new lark.WSClient({
    appId: server.credentials.appId,
    appSecret,
    domain: server.url,
    logger: silent,
    onReady: () => ready.resolve(),
    onError: (error) => ready.reject(error),
    onReconnected: () => back.resolve(),
  });
  const dispatcher = new lark.EventDispatcher({ logger: silent }).register(handlers as never);
  await client.start({ eventDispatcher: dispatcher });
  await ready.promise;
  return { client, reconnected: back.promise, close: () => client.close({ force: true }) };
}

/** The platform's code of a call that it refused. */
export async function codeOf(call: Promise<unknown>): Promise<number> {
  try {
    await call;
    return 0;
  } catch (error) {
    const refused = error as { response?: { data?: { code?: number } } };
    return refused.response?.data?.code ?? -1;
  }
}

/** The SDK keeps tokens of all clients in one cache; a test must not find those of another. */
function ownCache(): lark.Cache {
  const kept = new Map<unknown, unknown>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => {
      kept.set(key, value);
      return true;
    },
  };
}
