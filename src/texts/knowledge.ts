/** How a person cites what is not a numbered clause. */
const META_PATH = {
  title: "标题",
  notice_title: "通知标题",
  issuer: "发文机关",
  number: "文号",
  date: "日期",
  addressees: "主送",
  notice: "印发通知",
  signature: "落款",
  annex_note: "附件说明",
  copies: "抄送",
  print: "印发",
  publicity: "公开方式",
  contact: "联系方式",
  urgency: "紧急程度",
};

/** What the knowledge room says: paths in citations, warnings of the ingest, and how to mend a file. */
export const texts = {
  metaPath: META_PATH,
  introduction: "引言",
  remark: "附记",
  annexText: ({ path }: { path: string }) => `${path} 正文`,
  paragraph: ({ number }: { number: number }) => `正文第${number}段`,
  continued: ({ path }: { path: string }) => `${path}（续）`,
  repeated: ({ path, count }: { path: string; count: number }) => `${path}（第${count}处）`,
  table: ({ number }: { number: number }) => `表${number}`,
  tableHead: "表头",
  tableRow: ({ number }: { number: number }) => `第${number}行`,

  embedding: "计算向量",

  warnings: {
    notCatalogued: ({ file, title, district, number, day }: Recognised) =>
      `${file} 没有登记在 catalog.yaml，按文件开头识别：标题“${title}”，区县${told(district)}，文号${told(number)}，日期${told(day)}。请核对后登记。`,
    validityRead: ({ file, from, to, basis }: { file: string; from: string | undefined; to: string | undefined; basis: string }) =>
      `${file} 的有效期按“${basis}”识别：${from ? `自 ${from} 起` : "没有写起始日"}，${to ? `至 ${to} 止` : "没有写截止日"}。请核对后登记。`,
    noTitle: ({ file }: { file: string }) => `${file} 认不出标题，暂用文件名代替。`,
    noClauses: ({ file }: { file: string }) => `${file} 里没有找到条款，请检查内容。`,
    otherNumber: ({ catalogued, printed }: { catalogued: string; printed: string }) =>
      `catalog.yaml 写的文号“${catalogued}”与原件“${printed}”不一致，请核对。`,
    otherDay: ({ catalogued, printed }: { catalogued: string; printed: string }) =>
      `catalog.yaml 写的日期 ${catalogued} 与原件 ${printed} 不一致，请核对。`,
    fileMissing: ({ file }: { file: string }) => `catalog.yaml 登记的文件 ${file} 不在知识目录里。`,
    noDocuments: ({ directory }: { directory: string }) => `知识目录 ${directory} 里没有可读的文件。`,
    notEmbedded: ({ detail }: { detail: string }) => `向量没有算完（${detail}），先按字词检索；下次导入时会接着算。`,
    radicals: ({ count }: { count: number }) => `有 ${count} 个字存成了部首字形（如“⽤”），已换成平常的字。`,
    pageNumbers: ({ count }: { count: number }) => `去掉了 ${count} 行页码，引文按去掉页码后的文字。`,
    numberingGap: ({ path, last, value }: { path: string; last: number; value: number }) =>
      `${path}：编号从 ${last} 跳到 ${value}，请核对原件是否缺了条款。`,
  },

  notUtf8: ({ file }: { file: string }) => `文件“${file}”不是 UTF-8 编码，请用记事本打开后另存为 UTF-8 编码，再重新导入。`,
  notText: ({ file }: { file: string }) => `文件“${file}”不是纯文本（含有二进制内容），请另存为 UTF-8 编码的 .txt 或 .md 文件。`,
  emptyDocument: ({ file }: { file: string }) => `文件“${file}”是空的，请检查内容，或把它移出知识目录。`,
  tooLarge: ({ file, megabytes }: { file: string; megabytes: number }) => `文件“${file}”超过 ${megabytes} MB，请拆分后再导入。`,
  unsupportedFormat: ({ file }: { file: string }) =>
    `文件“${file}”的格式暂不支持，请另存为 .docx、.xlsx、带文字的 .pdf，或 UTF-8 编码的 .txt、.md 文件。`,
  encryptedOffice: ({ file }: { file: string }) =>
    `文件“${file}”加了密码，或其实是旧版的 .doc、.xls，请取消密码或另存为 .docx、.xlsx 后再导入。`,
  brokenOffice: ({ file }: { file: string }) => `文件“${file}”已损坏，或不是真正的 .docx、.xlsx，请用 Word、Excel 或 WPS 打开后重新保存。`,
  unpacksTooLarge: ({ file }: { file: string }) => `文件“${file}”解压后过大，不像一份方案或清单，没有读入；请只保留需要的内容后再导入。`,

  word: {
    numbersRestored: ({ count }: { count: number }) => `按 Word 的自动编号补出了 ${count} 处编号，请抽查是否与原件显示的一致。`,
    numbersUnknown: ({ count }: { count: number }) => `有 ${count} 处自动编号的样式不认识，暂用阿拉伯数字，请核对原件。`,
    picturesOnly: ({ file }: { file: string }) =>
      `文件“${file}”里只有图片没有文字，读不了；请找带文字的原件，或用 OCR 软件识别并核对后存为 .docx、.txt 再导入。`,
    omitted: {
      picture: ({ count }: { count: number }) => `有 ${count} 张图片没有读入，图片里的文字请另行录入。`,
      note: ({ count }: { count: number }) => `有 ${count} 处脚注或尾注没有读入。`,
      revision: ({ count }: { count: number }) => `文件带有 ${count} 处未处理的修订，按接受修订后的文字读入，请确认是否为定稿。`,
      contents: ({ count }: { count: number }) => `自动目录 ${count} 行没有读入。`,
    },
  },
  workbook: {
    hiddenSheets: ({ count }: { count: number }) => `有 ${count} 张隐藏的工作表没有读入。`,
    notComputed: ({ count }: { count: number }) => `有 ${count} 个公式没有存下结果，按空格读入；请用 Excel 或 WPS 打开保存一次。`,
  },
  pdf: {
    layout: "PDF 没有段落和表格的结构，段落与表格按版面位置还原，请对照原件抽查；有 Word 原件的，优先导入 Word。",
    runningLines: ({ count }: { count: number }) => `去掉了 ${count} 行页眉、页脚和页码。`,
    tables: ({ count }: { count: number }) => `有 ${count} 处表格的行列按版面分不清，只按行读成文字；请导入 Word 或 Excel 原件。`,
    blankPages: ({ pages }: { pages: readonly number[] }) => `第 ${pages.join("、")} 页没有文字（可能是扫描页），没有读入。`,
    scanned: ({ file }: { file: string }) =>
      `文件“${file}”是扫描件，只有图片没有文字，读不了；请找 Word 原件，或用 OCR 软件识别并核对后存为 .docx、.txt 再导入。`,
    garbled: ({ file }: { file: string }) =>
      `文件“${file}”的文字取出来是乱码（字体没有带字符表），请找 Word 原件，或另存为 .docx、.txt 再导入。`,
    encrypted: ({ file }: { file: string }) => `文件“${file}”加了密码，请取消密码后再导入。`,
    broken: ({ file }: { file: string }) => `文件“${file}”已损坏，或不是真正的 PDF，请重新导出后再导入。`,
    tooLong: ({ file, pages }: { file: string; pages: number }) => `文件“${file}”太长（超过 ${pages} 页或 400 万字），请拆分后再导入。`,
  },
  directoryMissing: ({ directory }: { directory: string }) => `找不到知识目录 ${directory}，请检查路径。`,
  unreadable: ({ file }: { file: string }) => `读不了文件“${file}”，请检查路径和权限。`,

  brokenTerms: "词表 knowledge/lexicon/terms.yaml 有误：应是 terms: 下面每行一个词（2 到 30 个字，不含空格）。请改正后重试。",

  catalog: {
    notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
    missing: "缺少，或格式不对",
    notText: "缺少，或不是文字（像编号的文字请加引号）",
    empty: "是空的",
    badDay: "日期要写成 2024-05-10 这样",
    badId: "只能用小写字母、数字和短横线，例如 luojiang-2024",
    badTerm: "起始日期晚于截止日期",
    unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
    repeatedId: ({ id }: { id: string }) => `${id} 重复了，每份文件要有自己的代号`,
    repeatedFile: ({ file }: { file: string }) => `${file} 登记了两次`,
    unknownSuccessor: ({ id }: { id: string }) => `目录里没有另一份代号为 ${id} 的文件`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },
};

type Recognised = { file: string; title: string; district: string | undefined; number: string | undefined; day: string | undefined };

function told(value: string | undefined): string {
  return value ?? "未写明";
}
