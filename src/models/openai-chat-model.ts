import { ChatOpenAI } from "@langchain/openai";
import type { ChatConfig } from "../model-settings.ts";
import { giveUpUnlessBusy } from "./model-error.ts";

/** A chat model as LangChain knows one. */
export function chatModel({ model, apiKey, temperature, timeoutMs, retries, baseUrl }: ChatConfig): ChatOpenAI {
  return new ChatOpenAI({
    model,
    apiKey,
    temperature,
    timeout: timeoutMs,
    maxRetries: retries,
    onFailedAttempt: giveUpUnlessBusy,
    streamUsage: true,
    // Of other makers only the older route is known everywhere.
    useResponsesApi: false,
    configuration: { baseURL: baseUrl },
  });
}

/** The time-out holds for the whole call, tries again included: the client's own counts each try. */
export function within({ timeoutMs }: ChatConfig, signal: AbortSignal | undefined): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, late]) : late;
}
