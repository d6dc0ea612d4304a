/** What people hear of the endpoint for reranking. */
export const texts = {
  doctor: {
    name: "重排序模型",
    unset: "未设置 RERANK_MODEL，摘录按字词排序（可选）",
    question: "多久检查一次？",
    /** The first tells more. */
    sentences: ["每季度至少检查一次。", "本方案自印发之日起施行。"],
    good: ({ model, ms }: { model: string; ms: number }) => `${model}，${ms} 毫秒`,
    odd: ({ model, ms }: { model: string; ms: number }) =>
      `${model}，${ms} 毫秒；但试题的两句话它没有分出高下，请确认 RERANK_MODEL 是重排序模型`,
    bad: ({ model, reason }: { model: string; reason: string }) =>
      `${model} 没有正常回应，摘录会按字词排序。请核对 RERANK_BASE_URL、RERANK_API_KEY 和 RERANK_MODEL：${reason}`,
  },
};
