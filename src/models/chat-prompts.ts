import type { ChatRequest, ExtractTask, ModelSource, Turn } from "./model.ts";
import { asData, loadPrompt, type Prompt } from "./prompts.ts";

type PromptName = ChatRequest["use"] | ExtractTask<unknown>["use"] | "photo";

/** THE table of prompts of the language models, and of the gaps that each has. */
const GAPS = {
  answer: ["sources", "question"],
  rewrite: ["history", "question"],
  notice: ["facts"],
  probe: ["question"],
  triage: ["text"],
  schedule: ["text"],
  photo: [],
} as const satisfies Readonly<Record<PromptName, readonly string[]>>;

export type ChatPrompts = Readonly<Record<PromptName, Prompt<string>>>;

/** @throws AppError bad_configuration when one of them is missing or has other gaps than those declared */
export function loadChatPrompts(): ChatPrompts {
  const prompt = (name: PromptName) => loadPrompt<string>(name, GAPS[name]);
  return {
    answer: prompt("answer"),
    rewrite: prompt("rewrite"),
    notice: prompt("notice"),
    probe: prompt("probe"),
    triage: prompt("triage"),
    schedule: prompt("schedule"),
    photo: prompt("photo"),
  };
}

/** Clauses, numbered from 1 as they are to be cited. */
export function numbered(sources: readonly ModelSource[]): string {
  return sources.map(({ title, path, text }, index) => `[${index + 1}] ${asData(`${title} ${path}\n${text}`)}`).join("\n\n");
}

/** A turn a line. */
export function conversation(turns: readonly Turn[]): string {
  return turns.map(({ role, text }) => `${role}: ${asData(text.replace(/\s+/gu, " "))}`).join("\n");
}
