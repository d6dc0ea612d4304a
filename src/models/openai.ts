/**
 * THE door to LangChain: any endpoint that speaks the OpenAI protocol, one file for each port. Nobody else may import `openai-*.ts`,
 * and LangChain is imported nowhere but there. Loaded only when an endpoint is configured.
 */

export { openChat } from "./openai-chat.ts";
export { openDescribe } from "./openai-describe.ts";
export { openEmbeddings } from "./openai-embeddings.ts";
export { openExtract } from "./openai-extract.ts";
