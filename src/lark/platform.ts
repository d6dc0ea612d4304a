import { Client, LoggerLevel, withTenantToken } from "@larksuiteoapi/node-sdk";
import type { Clock } from "../clock.ts";
import { SECOND_MS } from "../clock.ts";
import type { LarkConfig } from "../lark-settings.ts";
import type { Log } from "../log.ts";
import { MessengerError } from "../messenger.ts";
import { TOKEN_INVALID } from "./error-codes.ts";
import { createHttp, REQUEST_TIMEOUT_MS } from "./http.ts";
import { assertAccepted, refusalOf } from "./refusal.ts";
import { createSdkLogger } from "./sdk-log.ts";
import { createTokenSource, type Token } from "./token.ts";

/** One authorised request: what the SDK's methods take as their second argument. */
type Authorised = ReturnType<typeof withTenantToken>;

export type Platform = {
  client: Client;
  /**
   * Runs one call of the SDK with a valid token; a token that the platform no longer knows is replaced once.
   * @param what  the call in a few words, for the log
   * @throws MessengerError
   */
  call<Body>(what: string, work: (options: Authorised) => Promise<Body>): Promise<Body>;
  /** Asks for a token. @throws MessengerError: unauthorized when app id or secret are wrong */
  signIn(): Promise<void>;
};

/** The SDK's Client with what it lacks: time-outs, one token request at a time, a second try with a fresh token, errors in our terms. */
export function openPlatform(needs: { config: LarkConfig; log: Log; now: Clock }, timeoutMs: number = REQUEST_TIMEOUT_MS): Platform {
  const { config, log, now } = needs;
  const client = new Client({
    appId: config.appId,
    appSecret: config.appSecret,
    domain: config.domain,
    httpInstance: createHttp(config.domain, timeoutMs),
    logger: createSdkLogger(log),
    loggerLevel: LoggerLevel.info,
    // Its cache lets every concurrent first call fetch a token of its own, and never forgets one.
    disableTokenCache: true,
  });
  const tokens = createTokenSource(() => fetchToken(client, config), now);

  async function attempt<Body>(what: string, work: (options: Authorised) => Promise<Body>, token: string): Promise<Body> {
    try {
      const body = await work(withTenantToken(token));
      assertAccepted(body, what);
      return body;
    } catch (error) {
      throw refusalOf(error, what);
    }
  }

  return {
    client,
    async call(what, work) {
      const token = await tokens.current();
      try {
        return await attempt(what, work, token);
      } catch (error) {
        if (!(error instanceof MessengerError) || error.platformCode !== TOKEN_INVALID) throw error;
        log.warn("feishu token replaced before its time", { what });
        tokens.forget(token);
        return attempt(what, work, await tokens.current());
      }
    },
    async signIn() {
      await tokens.current();
    },
  };
}

type TokenAnswer = { tenant_access_token?: unknown; expire?: unknown };

async function fetchToken(client: Client, config: LarkConfig): Promise<Token> {
  const what = "token";
  try {
    const answer = await client.auth.v3.tenantAccessToken.internal({ data: { app_id: config.appId, app_secret: config.appSecret } });
    assertAccepted(answer, what);
    const { tenant_access_token: value, expire } = answer as TokenAnswer;
    if (typeof value !== "string" || typeof expire !== "number")
      throw new MessengerError("unreachable", "token: the answer is not Feishu's");
    return { value, expiresInMs: expire * SECOND_MS };
  } catch (error) {
    throw refusalOf(error, what);
  }
}
