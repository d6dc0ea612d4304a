import type { Inbound } from "../messenger.ts";
import type { Connector, RequestBody } from "./bottender-modules.ts";
import { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";

/** bottender rewrites the keys of whatever it is given; a function it leaves alone. */
type OpaqueBody = { take: () => Inbound };

export function wrap(inbound: Inbound): RequestBody {
  const body: OpaqueBody = { take: () => inbound };
  return body as unknown as RequestBody;
}

/** Tells bottender what an event of ours is. */
export function createConnector(needs: BotNeeds): Connector {
  return {
    platform: "lark",
    mapRequestToEvents(body) {
      const rawEvent = (body as unknown as OpaqueBody).take();
      return [{ rawEvent, isMessage: rawEvent.kind === "message", isText: rawEvent.kind === "message" }];
    },
    getUniqueSessionKey(event) {
      return sessionKey(inboundOf(event));
    },
    async updateSession() {
      // The key says everything that a session needs to know of its owner.
    },
    createContext(parameters) {
      return new AnxunContext(parameters, needs, inboundOf(parameters.event));
    },
  };
}

/**
 * One session per speaker and chat (and topic). Presses and memberships have none: they are not handled in the
 * speaker's lane, and two writers of one session would lose each other's words.
 */
function sessionKey(inbound: Inbound): string | null {
  if (inbound.kind !== "message") return null;
  return [inbound.chatId, inbound.speaker, ...(inbound.threadId ? [inbound.threadId] : [])].join("/");
}

function inboundOf(event: Parameters<Connector["getUniqueSessionKey"]>[0]): Inbound {
  return event.rawEvent as Inbound;
}
