/** What people hear of the language model. */
export const texts = {
  budget: {
    title: "今天的模型用量已到上限",
    body: ({ tokens, tokensPerDay, costYuan }: { tokens: number; tokensPerDay: number; costYuan: number }) =>
      `今天已用 ${tokens} 个词元（上限 ${tokensPerDay}）${costYuan > 0 ? `，约 ${costYuan.toFixed(2)} 元` : ""}。到今晚零点前，答复改为直接摘录条款，内容不变，只是不再润色。上限由 CHAT_TOKENS_PER_DAY 设置。`,
  },
  doctor: {
    name: "语言模型",
    unset: "未设置 CHAT_MODEL，答复由条款直接组成（可选）",
    good: ({ model, ms }: { model: string; ms: number }) => `${model}，${ms} 毫秒`,
    bad: ({ model, reason }: { model: string; reason: string }) =>
      `${model} 没有正常回应，答复会改为直接摘录条款。请核对 OPENAI_BASE_URL、OPENAI_API_KEY 和 CHAT_MODEL：${reason}`,
  },
};
