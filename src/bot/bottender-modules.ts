import { createRequire } from "node:module";

/**
 * The only door to bottender. Deep modules, because its main entry loads every channel's client; `require`, because a default
 * import of CommonJS means the class in one loader and `{default}` in another.
 */
type BotModule = typeof import("bottender/dist/bot/Bot.js");
type ContextModule = typeof import("bottender/dist/context/Context.js");
type RouterModule = typeof import("bottender/dist/router/index.js");

const require = createRequire(import.meta.url);
const botModule = require("bottender/dist/bot/Bot.js") as BotModule;
const contextModule = require("bottender/dist/context/Context.js") as ContextModule;
const routerModule = require("bottender/dist/router/index.js") as RouterModule;

export const BottenderBot = botModule.default;
export const BottenderContext = contextModule.default;
export const { route, router } = routerModule;

export type SessionStore = import("bottender/dist/session/SessionStore.js").default;
export type Session = NonNullable<Awaited<ReturnType<SessionStore["read"]>>>;
/** What a request handler takes: to bottender an opaque JSON object. */
export type RequestBody = Parameters<ReturnType<InstanceType<BotModule["default"]>["createRequestHandler"]>>[0];
export type Connector = import("bottender/dist/bot/Connector.js").Connector<RequestBody, object>;
export type ContextParameters = Parameters<Connector["createContext"]>[0];
export type Event = import("bottender/dist/context/Event.js").Event;
export type Action<Context extends InstanceType<ContextModule["default"]>> = import("bottender/dist/types.js").Action<Context>;
