import type { Config } from "../config.ts";
import type { Models } from "./model.ts";

/** The models that are configured; {} when none is. LangChain takes a second to load, so only then is it imported. */
export async function openModels(config: Pick<Config, "embedding">): Promise<Models> {
  if (!config.embedding) return {};
  const { openEmbeddings } = await import("./openai.ts");
  return { embed: openEmbeddings(config.embedding) };
}
