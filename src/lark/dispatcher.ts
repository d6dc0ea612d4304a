import { EventDispatcher, LoggerLevel } from "@larksuiteoapi/node-sdk";
import type { Log } from "../log.ts";
import { EVENT_TYPES } from "./inbound.ts";
import { createSdkLogger } from "./sdk-log.ts";

/**
 * The SDK's dispatcher in front of both transports. `onEvent` gets the flattened payload, `{schema, ...header, ...event}`;
 * what it resolves to is the answer to the platform, a throw means "not taken, send it again".
 */
export function createDispatcher(log: Log, onEvent: (raw: unknown) => Promise<unknown>): EventDispatcher {
  const dispatcher = new EventDispatcher({ logger: createSdkLogger(log), loggerLevel: LoggerLevel.info });
  // The SDK's types do not know card.action.trigger; its dispatcher does.
  const handlers: Record<string, (raw: unknown) => Promise<unknown>> = {};
  for (const type of EVENT_TYPES) handlers[type] = onEvent;
  return dispatcher.register(handlers);
}
