import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import { guardModels } from "./guard.ts";
import type { Meter, Models } from "./model.ts";

/**
 * The models that are configured; {} when none is. LangChain takes a second to load, so only then is it imported.
 * @param needs  undefined: without limits, account and rest, as a check wants it
 */
export async function openModels(
  config: Pick<Config, "embedding"> & { chat?: Config["chat"] },
  needs?: { now: Clock; log: Log; meter: Meter },
): Promise<Models> {
  if (!config.embedding && !config.chat) return {};
  const { openChat, openEmbeddings, openExtract } = await import("./openai.ts");
  const embed = config.embedding && { embed: openEmbeddings(config.embedding) };
  if (!config.chat) return { ...embed };
  const spoken = { chat: openChat(config.chat), extract: openExtract(config.chat) };
  return { ...embed, ...(needs ? guardModels(spoken, { ...needs, limits: config.chat }) : spoken) };
}
