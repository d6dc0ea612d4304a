/** What `anxun evaluate` says. */
export const texts = {
  help: {
    evaluate: "测评：不带选项时用标准问题集测回答；带 --corpus 和 --queries 时测检索",
    corpus: '语料：每行一个 JSON {"id": "…", "text": "…"}',
    queries: '问题：每行一个 JSON {"id": "…", "text": "…", "relevant": ["语料 id", …]}',
  },

  needsBoth: "--corpus 和 --queries 要一起用；两个都不写，就用标准问题集测回答。",
  noKnowledgeForCorpus: "--knowledge 不能和 --corpus 一起用：语料本身就是要检索的内容。",
  badCorpusLine: ({ file, line, detail }: { file: string; line: number; detail: string }) =>
    `${file} 第 ${line} 行不对：${detail}。每行应是 {"id": "…", "text": "…"}。没有开始测评。`,
  badQueryLine: ({ file, line, detail }: { file: string; line: number; detail: string }) =>
    `${file} 第 ${line} 行不对：${detail}。每行应是 {"id": "…", "text": "…", "relevant": ["…"]}，relevant 至少一个。没有开始测评。`,
  badGoldenLine: ({ file, line, detail }: { file: string; line: number; detail: string }) =>
    `${file} 第 ${line} 行不对：${detail}。没有开始测评。`,
  repeatedId: ({ id }: { id: string }) => `id “${id}” 前面已经出现过`,
  empty: ({ file }: { file: string }) => `${file} 是空的，没有可测评的内容。`,
  nothingKnown: ({ corpus, queries }: { corpus: string; queries: string }) =>
    `${queries} 的 relevant 没有一个在 ${corpus} 里，请检查两个文件是否配套。没有开始测评。`,
  unknownIds: ({ count }: { count: number }) => `注意：有 ${count} 个 relevant 不在语料里，对应的答案算作没有找到。`,
  noGolden: ({ file }: { file: string }) => `找不到标准问题集 ${file}。`,

  indexing: "建立索引",
  asking: "检索",
  answering: "回答",

  methods: {
    anxun: "安讯检索",
    bm25: ({ k1, b }: { k1: number; b: number }) => `BM25（k1=${k1}，b=${b}，内存）`,
  },
  retrieval: ({ passages, questions, seconds }: { passages: number; questions: number; seconds: number }) =>
    `语料 ${passages} 段，问题 ${questions} 个，共用时 ${seconds.toFixed(1)} 秒。`,
  ways: { lexical: "仅字词", hybrid: "字词加向量", reranked: "再加重排序" },
  columns: { method: "方法", kind: "类型", right: "正确" },

  set: ({ file }: { file: string }) => `问题集 ${file}`,
  answers: (scores: {
    right: number;
    total: number;
    evidence: readonly [number, number];
    verbatim: readonly [number, number];
    refused: readonly [number, number];
    wronglyRefused: readonly [number, number];
    p50: number;
    p95: number;
  }) =>
    [
      `正确 ${of([scores.right, scores.total])}（${((100 * scores.right) / scores.total).toFixed(1)}%）`,
      `引到依据 ${of(scores.evidence)}`,
      `引文逐字 ${of(scores.verbatim)}`,
      `该拒答的拒答 ${of(scores.refused)}`,
      `误拒 ${of(scores.wronglyRefused)}`,
      `p50 ${scores.p50.toFixed(1)} 毫秒，p95 ${scores.p95.toFixed(1)} 毫秒`,
    ].join("  "),
};

function of([count, all]: readonly [number, number]): string {
  return `${count}/${all}`;
}
