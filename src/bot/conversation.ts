import type { Inbound } from "../messenger.ts";
import { type Action, BottenderBot, type Event, type RequestBody } from "./bottender-modules.ts";
import { createConnector, wrap } from "./connector.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { createSessionStore, surfacing } from "./sessions.ts";

/**
 * Runs `understand` over bottender: session read, action, session written.
 * @returns runs one event; resolves to what the action put into the response, rejects with whatever failed.
 *          Nothing of the session is kept then, so that the event may be handled again.
 */
export function createConversation(needs: BotNeeds, understand: Action<AnxunContext>): (inbound: Inbound) => Promise<unknown> {
  const connector = createConnector(needs);
  const sessions = createSessionStore(needs);

  // A bot of its own for every event: bottender resolves whatever went wrong, so the failures must be collected
  // where they cannot be taken for another event's.
  return async (inbound) => {
    const failures: unknown[] = [];
    const bot = new BottenderBot<RequestBody, object, Event, AnxunContext>({
      connector,
      sessionStore: surfacing(sessions, failures),
      sync: true,
    })
      .onEvent(understand)
      .onError(async (_context, { error }) => void failures.push(error));
    // Without a listener of ours bottender puts the whole context on the screen.
    bot.emitter.on("error", (error: unknown) => void failures.push(error));
    const handle = bot.createRequestHandler();
    const response: unknown = await handle(wrap(inbound));
    if (failures.length > 0) throw failures[0];
    return (response as { body?: unknown } | undefined)?.body;
  };
}
