import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Log } from "../log.ts";
import type { Measures } from "../measures.ts";
import { guardDescribe, guardModels, guardRerank } from "./guard.ts";
import type { Meter, Models } from "./model.ts";
import { openRerank } from "./rerank.ts";

/**
 * The models that are configured; {} when none is. LangChain takes a second to load, so only then is it imported.
 * @param needs  undefined: without limits, account and rest, as a check wants it
 */
export async function openModels(
  config: Pick<Config, "embedding"> & { chat?: Config["chat"]; vision?: Config["vision"]; rerank?: Config["rerank"] },
  needs?: { now: Clock; log: Log; meter: Meter; measures?: Measures | undefined },
): Promise<Models> {
  const { chat, vision, rerank } = config;
  const ranking = rerank && openRerank(rerank);
  const ranked = ranking && { rerank: needs ? guardRerank(ranking, { ...needs, limits: rerank }) : ranking };
  if (!config.embedding && !chat && !vision) return { ...ranked };
  const { openChat, openDescribe, openEmbeddings, openExtract } = await import("./openai.ts");
  const seeing = vision && openDescribe(vision);
  const silent = {
    ...ranked,
    ...(config.embedding && { embed: openEmbeddings(config.embedding) }),
    ...(seeing && { describe: needs ? guardDescribe(seeing, { ...needs, limits: vision }) : seeing }),
  };
  if (!chat) return silent;
  const spoken = { chat: openChat(chat), extract: openExtract(chat) };
  return { ...silent, ...(needs ? guardModels(spoken, { ...needs, limits: chat }) : spoken) };
}
