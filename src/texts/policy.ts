import { chineseDay } from "../clock.ts";

/** What the policy room says: answers, refusals, cards. Short, polite, in words of the documents. */

const DECLINED = {
  injection: "这个请求我不能照办。我只根据商务系统的安全生产方案回答问题，并给出条款出处。",
  orders: "这件事我没有权限办理，请联系有权限的同志。我可以帮您查方案里的条款和责任单位。",
  private: "个人信息我不能提供。我只回答安全生产方案里的内容。",
  elsewhere: "这类请求不在我的范围内。我只回答商务系统安全生产方案里的内容。",
  off_topic: "这个不在我的范围内。我只回答商务系统安全生产方案里的内容，例如检查频次、责任单位、完成时限。",
};

const SMALL_TALK = {
  thanks: "不客气，有安全生产方案方面的问题随时问我。",
  greeting: "您好，我是安讯。可以问我安全生产方案里的规定，例如“多久检查一次”“归哪个股室负责”“什么时候完成”。",
  farewell: "再见，有需要随时找我。",
  about_bot:
    "我是安讯，根据本地收录的安全生产方案回答问题：谁负责、什么时候完成、多久一次、有哪些要求，每个答案都附原文和条款号；方案里没有写的，我会直说。",
  empty: "您好，请直接说您的问题，例如“主要负责人多久带队检查一次”。",
};

/** What a document lacks, in the words of what was asked. */
const LACKING = {
  access: "网址、账号、编号等信息",
  due: "期限或周期",
  called: "名称",
  phone: "电话或其他联系方式",
  percent: "比例或百分数",
  amount: "金额",
  hours: "学时或小时数",
  measure: "这类技术参数或数量",
  name: "人员姓名",
  headcount: "人数或家数",
  roster: "具体名单",
  quantity: "具体数量",
  how_often: "多久一次",
  how_many_times: "具体次数",
  how_long: "具体天数或期限",
  document_number: "文号",
  copies_to: "抄送单位",
  table_title: "表的名称",
  annex: "附件",
  addressees: "主送单位",
  document_date: "印发日期",
  issuer: "印发单位",
  basis: "依据的文件",
  validity: "有效期",
  document_title: "标题",
  to_whom: "向谁",
  which_day: "具体日期",
  when: "时间或时限",
  place: "地点",
  list: "相关内容",
  responsible: "由谁负责",
  who: "是谁",
  how_many: "数量",
  content: "相关内容",
};

type DueText = { stated: string; day: string; daysLeft: number; isWritten: boolean; asOf: string };
type Titled = { title: string; number: string | undefined; district?: string | undefined };

export const texts = {
  declined: DECLINED,
  smallTalk: SMALL_TALK,
  cardTitle: {
    answered: "方案里这样写",
    clarify: "请选择区县",
    not_found: "方案里没有写",
    declined: "这个我帮不上",
    smalltalk: "安讯",
  },

  /** The district stands in front where the title does not tell it. */
  source: ({ title, number, district }: Titled) =>
    `${district && !title.includes(district) ? district : ""}《${title}》${number ? `（${number}）` : ""}`,
  inDocument: ({ source, lead }: { source: string; lead: string }) => `${source}：${lead}`,
  inDistrict: ({ district, lead }: { district: string; lead: string }) => `${district}：${lead}`,
  sentence: (text: string) => (/[。！？]$/u.test(text) ? text : `${text}。`),

  responsible: ({ responsible }: { responsible: string }) => `责任单位：${responsible.replace(/。$/u, "")}。`,
  deadline: ({ deadline }: { deadline: string }) => `完成时限：${deadline.replace(/。$/u, "")}。`,
  movedRow: ({ path, printedAt }: { path: string; printedAt: string }) =>
    `（原表印刷错行：${path}的文字有一部分印在${printedAt}，以上按内容归位。）`,
  respelt: ({ printed }: { printed: string }) => `（原表印作“${printed.replace(/。$/u, "")}”。）`,
  points: ({ heading, titles }: { heading: string; titles: readonly string[] }) =>
    `“${heading}”共 ${titles.length} 项：${titles.map((title, index) => `${index + 1}. ${title}`).join("；")}。`,
  enumeration: ({ piece, members }: { piece: string; members: number }) => `${piece}（列出 ${members} 项）。`,
  documentFact: {
    document_number: (value: string) => `文号是${value}。`,
    document_title: (value: string) => `全称是《${value}》。`,
    issuer: (value: string) => `印发单位是${value}。`,
    document_date: (value: string) => `印发日期是${value}。`,
    copies_to: (value: string) => texts.sentence(value),
    table_title: (value: string) => `表的名称是《${value.replace(/^附[件表录][\d一二三四五六七八九十]{0,2}[:：\s]*/u, "")}》。`,
    annex: (value: string) => texts.sentence(value.replaceAll("\n", "")),
    addressees: (value: string) => `主送：${value.replace(/[：:]$/u, "")}。`,
  },
  printLine: ({ printed }: { printed: string }) => `（印发栏：${printed.replace(/\s+/gu, " ")}。）`,
  citedDocuments: (cited: readonly { name: string; number: string }[]) =>
    texts.sentence(`所引文件：${cited.map(({ name, number }) => `${name}，文号${number}`).join("；")}`),
  phaseState: {
    past: (day: string) => `（到${day}，这一阶段的时间已经过去。）`,
    present: (day: string) => `（${day}正处在这一阶段。）`,
    future: (day: string) => `（到${day}，这一阶段还没有开始。）`,
  },
  bothPlaces: ({ text, table, same }: { text: string; table: string; same: boolean }) =>
    `${same ? "两处写法相同。" : "两处写法不完全一样。"}正文：${text}任务表：${table}`,
  dueIn: ({ stated, day, daysLeft, isWritten, asOf }: DueText) =>
    isWritten
      ? `（离${day}还有${daysLeft}天，从${asOf}算起。）`
      : `（推算：按“${stated}”，截止日是${day}，从${asOf}算起还有${daysLeft}天；文件没有写明这一天。）`,
  duePast: ({ stated, day, daysLeft, isWritten }: DueText) =>
    `（${isWritten ? "" : "推算："}“${stated}”到${day}为止，已经过去${-daysLeft}天。）`,
  validity: ({ from, to }: { from: string | undefined; to: string }) => `有效期${from ? `从${chineseDay(from)}` : ""}到${chineseDay(to)}。`,
  validFor: ({ daysLeft, asOf }: { daysLeft: number; asOf: string }) =>
    daysLeft < 0 ? `（到${asOf}已经过期${-daysLeft}天。）` : `（从${asOf}算起还有${daysLeft}天。）`,
  standsAt: ({ path }: { path: string }) => `（写在${path}。）`,
  dueOpen: ({ stated }: { stated: string }) => `（没有写截止日期，文件的用语是“${stated}”。）`,
  notSo: ({ lead }: { lead: string }) => `不是这样。文件写的是：${lead}`,
  onlyRegularly: ({ word }: { word: string }) => `（文件只写“${word}”，没有写具体多久一次。）`,
  notBinding: ({ word, lead }: { word: string; lead: string }) => `文件的用语是“${word}”，没有写成硬性要求。${lead}`,
  nothingHere: "没有写。",
  superseded: ({ source }: { source: string }) => `请注意：${source}已被新的文件取代，不是现行规定。`,
  expired: ({ source, since }: { source: string; since: string }) => `请注意：${source}已过期，有效期到${since}为止，不在有效期内。`,
  notYetInForce: ({ source, from }: { source: string; from: string | undefined }) =>
    `请注意：${source}在所问日期还没有生效${from ? `，从${from}起执行` : ""}。`,

  lacking: LACKING,
  notFound: ({ lacking, where }: { lacking: string; where: string }) => `${where}没有写${lacking}，我不能替文件作答。`,
  notFoundWhere: (documents: readonly Titled[]) => (documents.length > 0 ? documents.map(texts.source).join("和") : "现有文件"),
  nearestSays: ({ piece, path }: { piece: string; path: string }) => `最接近的是${path}：“${piece}”。`,
  noYear: ({ years, where }: { years: readonly number[]; where: string }) => `${where}没有提到${years.join("、")}年的相关安排。`,
  elsewhere: ({ place, districts }: { place: string; districts: readonly string[] }) =>
    districts.length > 0 ? `没有收录${place}的文件，现有的是${districts.join("、")}的文件，不能拿来代替。` : `没有收录${place}的文件。`,
  otherPaperOf: ({ body, held }: { body: string; held: readonly Titled[] }) =>
    `没有收录${body}的文件，只有${texts.notFoundWhere(held)}，不能拿来代替。`,
  citedOnly: ({ name, number }: { name: string; number: string }) => `方案里只引了${name}（文号${number}），没有收录它的内容。`,
  namedOnly: ({ name, held }: { name: string; held: readonly Titled[] }) =>
    `没有收录《${name.replace(/[《》]/gu, "")}》的内容，只有${texts.notFoundWhere(held)}。`,
  /** What the house asks itself before anybody else does. */
  rehearsals: [
    ({ topic }: { topic: string }) => `${topic}由谁负责？`,
    ({ topic }: { topic: string }) => `${topic}多久一次？`,
    ({ topic }: { topic: string }) => `${topic}什么时候完成？`,
    ({ topic }: { topic: string }) => `${topic}有哪些要求？`,
    ({ topic }: { topic: string }) => `${topic}一共有几项？`,
    ({ topic }: { topic: string }) => `${topic}要不要做，两个区有什么不同？`,
  ],
  noDocuments: "现在还没有收录任何文件，所以没有依据可查。",
  clarify: ({ districts }: { districts: readonly string[] }) => `各区的写法不一样。您问的是${districts.join("还是")}？`,

  readHere: "看原文",
  moreQuotes: ({ count }: { count: number }) => `另有 ${count} 处引文未显示。`,
  quotesHeading: "**原文**",
  nearestHeading: "**最接近的条款**",
  citation: ({
    source,
    path,
    inForce,
    expiredAfter,
  }: {
    source: string;
    path: string;
    inForce: boolean;
    expiredAfter?: string | undefined;
  }) => `—— ${source} ${path} · ${expiredAfter ? `已过有效期（${chineseDay(expiredAfter)}到期）` : standing(inForce)}`,
};

const standing = (inForce: boolean) => (inForce ? "现行" : "不在有效期");
