/** What a person reads whose settings are wrong. Values are never repeated: they may be secrets. */
export const texts = {
  wrong: ({ name, detail }: { name: string; detail: string }) => `${name}（${detail}）`,
  wrongSettings: ({ wrong }: { wrong: readonly string[] }) => `设置有误，请对照 .env.example 修改：${wrong.join("；")}`,
  appHalfSet: "LARK_APP_ID 和 LARK_APP_SECRET 要么都设置，要么都不设置",
  tokenMissing: "使用 LARK_TRANSPORT=webhook 时还要设置 LARK_VERIFICATION_TOKEN",
  serverMissing: "设置了 EMBEDDING_MODEL 时还要设置 OPENAI_BASE_URL",
  rerankServerMissing: "设置了 RERANK_MODEL 时还要设置 RERANK_BASE_URL 或 OPENAI_BASE_URL",
  chatServerMissing: "设置了 CHAT_MODEL 时还要设置 OPENAI_BASE_URL",
  visionServerMissing: "设置了 VISION_MODEL 时还要设置 OPENAI_BASE_URL",
};
