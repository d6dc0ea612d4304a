import { LoggerLevel, WSClient } from "@larksuiteoapi/node-sdk";
import { type Clock, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { AppError, messageOf } from "../errors.ts";
import type { LarkConfig } from "../lark-settings.ts";
import type { Log } from "../log.ts";
import { texts } from "../texts/lark.ts";
import { orStartError } from "./credentials.ts";
import { createDispatcher } from "./dispatcher.ts";
import { createHttp, REQUEST_TIMEOUT_MS } from "./http.ts";
import { openPlatform } from "./platform.ts";
import { createSdkLogger } from "./sdk-log.ts";

export type Connection = {
  /** `since`: when it became so. */
  state(): { connected: boolean; since: Date };
  /** Lets the events under way be answered (3 s at most), then hangs up. */
  close(): Promise<void>;
};

/** Some seconds of silence after a ping: the line is dead though nobody has said so. */
const PONG_TIMEOUT_SECONDS = 10;
const HANDSHAKE_TIMEOUT_MS = 10 * SECOND_MS;
/** The first connection: address and handshake; when the first try fails, the SDK waits up to 30 s before the next. */
const START_TIMEOUT_MS = 45 * SECOND_MS;
/** The SDK gives up when the platform refuses it an address; we do not. */
const RESTART_AFTER_MS = 30 * SECOND_MS;
/** The platform stops waiting for an answer then. */
const ANSWER_WITHIN_MS = 3 * SECOND_MS;

/**
 * The long connection. Once it stood it is kept up until `close`, whatever happens on the other side.
 * @param onEvent  gets the flattened payload; its result is the answer (to a press: toast and card), a throw has the event redelivered
 * @throws AppError feishu_refused: wrong app id or secret, or the app may not connect so; feishu_unavailable: not reached
 */
export async function openConnection(
  needs: { config: LarkConfig; log: Log; now: Clock },
  onEvent: (raw: unknown) => Promise<unknown>,
): Promise<Connection> {
  const { config, log, now } = needs;
  await orStartError(openPlatform(needs).signIn(), config);

  let state = { connected: false, since: now() };
  const turn = (connected: boolean, event: string) => {
    if (connected !== state.connected) state = { connected, since: now() };
    log[connected ? "info" : "warn"](event);
  };
  const underWay = new Set<Promise<unknown>>();
  const dispatcher = createDispatcher(log, (raw) => tracked(underWay, onEvent(raw)));
  const first = Promise.withResolvers<void>();
  let restart: NodeJS.Timeout | undefined;
  let closed = false;

  const client = new WSClient({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: config.domain,
    httpInstance: createHttp(config.domain, REQUEST_TIMEOUT_MS),
    logger: createSdkLogger(log),
    loggerLevel: LoggerLevel.info,
    autoReconnect: true,
    handshakeTimeoutMs: HANDSHAKE_TIMEOUT_MS,
    wsConfig: { pingTimeout: PONG_TIMEOUT_SECONDS },
    onReady: () => {
      turn(true, "long connection established");
      first.resolve();
    },
    onReconnecting: () => turn(false, "long connection lost"),
    onReconnected: () => turn(true, "long connection re-established"),
    onError: (error) => {
      turn(false, "long connection given up by the sdk");
      first.reject(refused(error));
      if (!closed) restart = setTimeout(() => void client.start({ eventDispatcher: dispatcher }), RESTART_AFTER_MS);
    },
  });

  async function close(): Promise<void> {
    closed = true;
    clearTimeout(restart);
    await settled(underWay);
    client.close({ force: true });
  }

  await client.start({ eventDispatcher: dispatcher });
  try {
    await withinTime(first.promise, START_TIMEOUT_MS, () => unavailable(config));
  } catch (error) {
    await close();
    throw error;
  }
  return { state: () => state, close };
}

function refused(error: Error): AppError {
  const detail = messageOf(error).replace(/^pullConnectConfig failed: /, "");
  return new AppError("feishu_refused", `long connection: ${detail}`, { cause: error, hint: texts.longConnectionRefused({ detail }) });
}

function unavailable(config: LarkConfig): AppError {
  const hint = texts.unreachable({ domain: config.domain });
  return new AppError("feishu_unavailable", `no long connection within ${START_TIMEOUT_MS} ms`, { hint });
}

function tracked<Result>(underWay: Set<Promise<unknown>>, work: Promise<Result>): Promise<Result> {
  underWay.add(work);
  // The SDK answers for the failure; here only the end matters.
  work.then(
    () => underWay.delete(work),
    () => underWay.delete(work),
  );
  return work;
}

/** Resolves when everything under way has ended and its answer has had a turn of the event loop to leave. */
async function settled(underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  const ended = Promise.allSettled([...underWay]).then(() => undefined);
  await withinTime(ended, ANSWER_WITHIN_MS, () => new Error("still under way")).catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
}
