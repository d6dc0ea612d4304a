import fastifyMultipart from "@fastify/multipart";
import fastifyWebsocket from "@fastify/websocket";
import Fastify, { type FastifyInstance, type FastifyPluginAsync } from "fastify";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { type Credentials, createAccess } from "./access.ts";
import { mountApi } from "./api-gateway.ts";
import { mountSocket } from "./api-socket.ts";
import { endStreams } from "./card-entities.ts";
import { createCardTokens } from "./card-tokens.ts";
import { createPost } from "./delivery.ts";
import { createFaultBox, createFaults, type Faults } from "./faults.ts";
import { createLimits } from "./limits.ts";
import { mountPageApi } from "./page-api.ts";
import { mountPage } from "./page-files.ts";
import type { Platform } from "./platform.ts";
import { openStore } from "./store.ts";
import { createWorld, type World } from "./world.ts";

/** What the app that talks to the simulator must know of itself. */
const CREDENTIALS: Credentials = { appId: "cli_a5f0c2e4b6d81937", appSecret: "simulated-app-secret" };

/** How often waiting events and callbacks look at the clock. */
const TICK_MS = 250;

export type SimulatorOptions = {
  now: Clock;
  log: Log;
  /** The built chat page; without it only the protocol is served. */
  pageDir?: string;
  /** Keeps the chats over restarts. */
  journal?: string;
};

/** Feishu as a server: its open platform, its long connection, and the people behind it. Mount `plugin` on any Fastify. */
export type Simulator = {
  plugin: FastifyPluginAsync;
  world: World;
  faults: Faults;
  credentials: Credentials;
  /** Looks at the clock now, instead of at the next quarter of a second. */
  tick(): void;
  /** How many events the bot has not acknowledged yet. */
  unacknowledged(): number;
  close(): Promise<void>;
};

export function createSimulator(options: SimulatorOptions): Simulator {
  const store = openStore(options);
  const faults = createFaultBox();
  const post = createPost(store, faults);
  const access = createAccess(CREDENTIALS, options.now);
  const limits = createLimits(options.now);
  const platform: Platform = { store, access, limits, faults, post, cardTokens: createCardTokens(options.now), tickets: new Set() };
  const world = createWorld(platform);
  const tick = () => {
    post.tick();
    endStreams(store);
  };
  const timer = setInterval(tick, TICK_MS).unref();
  const close = async () => {
    clearInterval(timer);
    post.sockets.drop();
  };
  return {
    plugin: async (app) => {
      app.addHook("preClose", close);
      await mount(app, platform, world, options.pageDir);
    },
    world,
    faults: createFaults(faults, { dropConnections: post.sockets.drop, expireTokens: access.expire }),
    credentials: CREDENTIALS,
    tick,
    unacknowledged: () => store.state.deliveries.size,
    close,
  };
}

/** A simulator with a server of its own, on a free port of this machine. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator & { url: string }> {
  const simulator = createSimulator(options);
  const server = Fastify({ logger: false, forceCloseConnections: true });
  await server.register(simulator.plugin);
  const url = await server.listen({ port: 0, host: "127.0.0.1" });
  return { ...simulator, url, close: () => server.close() };
}

async function mount(app: FastifyInstance, platform: Platform, world: World, pageDir: string | undefined): Promise<void> {
  await app.register(fastifyWebsocket);
  await app.register(fastifyMultipart, { throwFileSizeLimit: false });
  await app.register(async (api) => mountApi(api, platform));
  await app.register(async (api) => mountSocket(api, platform));
  await app.register(async (page) => mountPageApi(page, platform, world));
  if (pageDir) await app.register(async (page) => mountPage(page, pageDir));
}
