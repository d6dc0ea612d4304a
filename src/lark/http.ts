import type { Client } from "@larksuiteoapi/node-sdk";
import axios, { type AxiosResponse } from "axios";
import { SECOND_MS } from "../clock.ts";

/** Feishu answers within a second or two; what takes longer is lost, and the outbox tries again. */
export const REQUEST_TIMEOUT_MS = 10 * SECOND_MS;

/** Nothing that we ask for without a file comes near it. */
const RESPONSE_BYTES_MAX = 10 * 1024 * 1024;

type SdkHttp = Client["httpInstance"];

/**
 * The SDK's way out. Its own instance waits for ever.
 * @param domain  a simulator on this machine is never asked through the office's proxy
 */
export function createHttp(domain: string, timeoutMs: number): SdkHttp {
  const http = axios.create({
    timeout: timeoutMs,
    maxRedirects: 0,
    maxContentLength: RESPONSE_BYTES_MAX,
    ...(isLoopback(domain) && { proxy: false as const }),
  });
  http.interceptors.response.use(unwrap);
  // The interceptor has changed what a request resolves to; axios' types cannot know.
  return http as unknown as SdkHttp;
}

/** The SDK reads bodies, not responses, except where it asks for the headers too. */
function unwrap(response: AxiosResponse): AxiosResponse {
  return "$return_headers" in response.config ? response : response.data;
}

function isLoopback(domain: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(domain).hostname);
}
