import type { ErrorCode } from "../errors.ts";

const FAILED: Readonly<Record<ErrorCode, string>> = {
  bad_configuration: "设置有误，请对照 .env.example 修改",
  bad_input: "输入有误",
  bad_document: "文件读不了",
  database_unavailable: "数据库不可用",
  data_directory_locked: "数据目录正被另一个进程使用",
  feishu_unavailable: "连不上飞书",
  feishu_refused: "飞书拒绝了请求",
  model_unavailable: "模型接口不可用",
  photo_store_unavailable: "照片的对象存储不可用",
  migration_failed: "数据库升级没有完成",
  port_in_use: "端口被占用",
};

/** What the commands say in the terminal. */
export const texts = {
  help: {
    migrate: "把数据库升级到当前版本",
    ingest: "读入知识目录里的方案文件（只读有变化的）",
    ingestPaths: "只读这些文件",
    knowledge: "改读另一个目录（用临时数据库）",
    ask: "根据方案文件回答问题",
    askQuestion: "一个问题",
    json: "输出 JSON",
    district: "提问所在的区，例如 洛江区",
    asOf: "以这一天为今天，例如 2026-11-21",
    askFile: "成批提问：每行一个 JSON",
    askOut: "成批回答写到这里",
    tasks: "列出任务分工表（修复后的记录和修复说明）",
    tasksDocument: "只列这份文件的，例如 luojiang-2024",
    gaps: "列出待补知识：文件没有写、或答复被评为没用的问题",
    gapsSince: "只列这一天以来的，例如 2026-11-01",
    start: "启动安讯",
    doctor: "检查数据库、飞书、模型接口、时钟和知识，并说明怎么处理",
    program: "安讯：商务系统安全生产助手",
  },

  failed: ({ code, detail }: { code: ErrorCode; detail: string }) => `${FAILED[code]}：${detail}`,
  unexpected: ({ detail }: { detail: string }) => `出现意外错误：${detail}`,

  ready: ({ url, ms }: { url: string; ms: number }) => `安讯已就绪（${(ms / 1000).toFixed(1)} 秒）。请打开 ${url}`,
  readyWithFeishu: ({ name, ms }: { name: string; ms: number }) =>
    `安讯已就绪（${(ms / 1000).toFixed(1)} 秒），已连上飞书机器人「${name}」。`,
  simulated: "没有设置 LARK_APP_ID，已启用模拟飞书：打开上面的地址即可在网页里试用。",
  stopping: "正在停止……",

  ingested: ({ documents, clauses, rows }: { documents: number; clauses: number; rows: number }) =>
    `共 ${documents} 份文件，${clauses} 个条款，${rows} 个表格行。`,
  outcome: { added: "新增", changed: "更新", unchanged: "未变", removed: "移除" },
  ingestedDocument: ({ outcome, title, id, clauses, meta, rows }: IngestedDocument) =>
    `[${outcome}] 《${title}》（${id}）：条款 ${clauses}，文件信息 ${meta}，表格行 ${rows}`,
  warning: ({ text }: { text: string }) => `  注意：${text}`,

  askNeedsQuestion: '请写上问题，例如：npm run -s anxun -- ask "多久检查一次"；或用 --file 问题.jsonl --out 答案.jsonl。',
  askNeedsOut: "--file 和 --out 要一起用。",
  badDay: ({ day }: { day: string }) => `日期“${day}”不对，应写成 2026-11-21 这样。`,
  badQuestionLine: ({ file, line, detail }: { file: string; line: number; detail: string }) =>
    `${file} 第 ${line} 行不对：${detail}。每行应是 {"id": "…", "question": "…"}。没有写出任何答案。`,
  fileUnreadable: ({ file }: { file: string }) => `读不了文件 ${file}，请检查路径和权限。`,
  notJson: "不是 JSON",
  fileNotUtf8: ({ file }: { file: string }) => `文件 ${file} 不是 UTF-8 编码，请另存为 UTF-8 后再试。没有写出任何答案。`,
  answersOverQuestions: ({ file }: { file: string }) => `${file} 就是要读的文件，结果不能写在它上面。请给 --out 换一个文件名。`,
  askOneOrMany: "问题和 --file 只能用一个；成批提问时，区和日期写在每行的 district、as_of 里。",
  fileUnwritable: ({ file }: { file: string }) => `写不了文件 ${file}，请检查路径和权限。`,
  citation: ({ title, number, path, quote }: { title: string; number: string | undefined; path: string; quote: string }) =>
    `  · 《${title}》${number ?? ""} ${path}\n    “${quote}”`,
  answeredFile: ({ count, seconds, file }: { count: number; seconds: number; file: string }) =>
    `已回答 ${count} 个问题，用时 ${seconds.toFixed(1)} 秒，写入 ${file}。`,
  usingThrowAwayDatabase: ({ reason }: { reason: string }) => `${reason}本次改用临时数据库。`,

  migrated: ({ applied }: { applied: readonly string[] }) =>
    applied.length > 0 ? `已升级数据库：${applied.join("、")}` : "数据库已是最新，无需升级。",

  doctor: {
    line: ({ good, name, detail }: { good: boolean; name: string; detail: string }) => `${good ? "✓" : "✗"} ${name}：${detail}`,
    database: "数据库",
    databaseGood: ({ version, pgvector, embedded }: { version: string; pgvector: string; embedded: boolean }) =>
      `${embedded ? "内嵌" : "外部"} PostgreSQL ${version}，pgvector ${pgvector}，编码 UTF8`,
    databaseInUse: "内嵌数据库正由运行中的安讯使用，未另作检查",
    knowledge: "知识",
    knowledgeGood: ({ documents, clauses, warnings }: { documents: number; clauses: number; warnings: number }) =>
      `${documents} 份文件，${clauses} 个条款，${warnings} 条提醒（用 ingest 查看）`,
    knowledgeEmpty: "知识目录里没有可读的文件，请放入方案文件后再试。",
    feishu: "飞书",
    feishuSimulated: "未设置 LARK_APP_ID，启动时使用模拟飞书",
    feishuGood: ({ name }: { name: string }) => `应用凭证有效，机器人「${name}」`,
    feishuScopes: ({ missing }: { missing: readonly string[] }) =>
      `应用还缺这些权限，请在开发者后台「权限管理」开通并发布新版本：${missing.join("、")}`,
    duty: "值班群",
    dutySimulated: "模拟飞书里由各区的内部工作群接收转人工的问题",
    dutyUnset: "未设置 DUTY_CHATS，转人工的问题只发到管理员设为值班群的内部群（可选）",
    dutyGood: (duties: readonly { district: string; name: string }[]) =>
      duties.map(({ district, name }) => `${district}「${name}」`).join("，"),
    dutyUnreachable: ({ district, reason }: { district: string; reason: string }) =>
      `进不了${district}的值班群，请核对 DUTY_CHATS 并把机器人加进群：${reason}`,
    model: "模型接口",
    modelProbe: "安全生产",
    modelUnset: "未设置，使用纯词法检索（可选）",
    modelGood: ({ model, dimensions, ms, lacking }: { model: string; dimensions: number; ms: number; lacking: number | undefined }) =>
      `${model}，${dimensions} 维，${ms} 毫秒${lacking ? `；还有 ${lacking} 个段落没有向量，先按字词检索` : ""}`,
    clock: "时钟",
    clockGood: ({ now }: { now: string }) => `北京时间 ${now}`,
    clockAlone: ({ now }: { now: string }) => `北京时间 ${now}（没有数据库可以核对，请自行确认）`,
    clockOff: ({ seconds }: { seconds: number }) => `本机与数据库相差 ${seconds} 秒，请校准系统时间`,
  },
};

type IngestedDocument = { outcome: string; title: string; id: string; clauses: number; meta: number; rows: number };
