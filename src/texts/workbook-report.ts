/** What is said about an import or export of a workbook: in the terminal, on cards, in chats. */

type Kind = "enterprises" | "people";
type Counts = { add: number; change: number; unchanged: number; wrong: number };
type Fault = { column: string | undefined; header: string | undefined; problem: string };
type Row = { part?: string | undefined; row: number; name: string };
type WrongRow = Row & { kind: "wrong"; faults: readonly Fault[] };

const KINDS = { enterprises: "企业", people: "人员", ledger: "隐患台账" };
const LISTED = 20;

const where = ({ column, header }: Fault) => (header === undefined ? "" : `${column ?? ""}列“${header}”`);
const problem = ({ part, row, name }: Row, fault: Fault) =>
  `${part === undefined ? "" : `“${part}”表`}第 ${row} 行${name === "" ? "" : `（${name}）`}${where(fault)}：${fault.problem}`;

const summary = ({ add, change, unchanged, wrong }: Counts) =>
  `将新增 ${add} 行，修改 ${change} 行，不变 ${unchanged} 行，有错 ${wrong} 行。`;

const staleRows = (rows: readonly (number | string)[]) => `第 ${rows.slice(0, LISTED).join("、")}${rows.length > LISTED ? " 等" : ""} 行`;

export const texts = {
  summary,

  applied: ({ counts, stale }: { counts: Counts; stale: readonly (number | string)[] }) =>
    `已写入：新增 ${counts.add} 行，修改 ${counts.change} 行。${counts.wrong > 0 ? `有错的 ${counts.wrong} 行没有写。` : ""}${
      stale.length > 0 ? `${staleRows(stale)}在核对之后被别人改过，没有写，请重新核对。` : ""
    }`,

  /** The first problems, one a line, and how many more there are. */
  problems: (rows: readonly (Row & { kind: string })[]): string[] => {
    const wrong = rows.filter((row): row is WrongRow => row.kind === "wrong");
    const lines = wrong.flatMap((row) => row.faults.map((fault) => problem(row, fault)));
    return lines.length > LISTED ? [...lines.slice(0, LISTED), `还有 ${lines.length - LISTED} 处，见核对报告。`] : lines;
  },

  cli: {
    help: {
      registry: "企业和人员的工作簿：模板、导出、导入",
      template: "写一份空白模板",
      export: "导出登记的内容",
      import: "核对一份工作簿；加 --apply 才写入",
      list: "enterprises（企业）或 people（人员）",
      file: ".xlsx 文件",
      apply: "写入；有错的行就一行也不写",
      goodRows: "与 --apply 同用：有错的行不写，其余照写",
      report: "把逐行核对结果写成 .xlsx",
    },
    rows: "行",
    template: ({ file }: { file: string }) => `模板已写到 ${file}`,
    exported: ({ kind, count, file }: { kind: Kind; count: number; file: string }) => `已导出${KINDS[kind]} ${count} 条到 ${file}`,
    dryRun: "这是核对，什么都没有写。确认无误后加 --apply 写入。",
    refused: "有错的行，一行也没有写。改好再来，或者加 --good-rows 只写正确的行。",
    report: ({ file }: { file: string }) => `逐行核对结果：${file}`,
    unreadable: ({ file }: { file: string }) => `读不了 ${file}，请检查路径和权限。`,
    unknownList: ({ list, lists }: { list: string; lists: readonly string[] }) => `没有“${list}”这种名单，可用：${lists.join("、")}`,
  },

  chat: {
    title: ({ kind }: { kind: Kind | "ledger" }) => `核对：导入${KINDS[kind]}`,
    titleDone: ({ kind }: { kind: Kind | "ledger" }) => `导入${KINDS[kind]}`,
    file: ({ name }: { name: string }) => `文件：${name}`,
    nothingWritten: "现在只是核对，还没有写入。",
    more: "逐行结果见随后的核对报告。",
    reportName: ({ name }: { name: string }) => `核对报告-${name}`,
    confirm: "确认导入",
    confirmGood: ({ rows }: { rows: number }) => `只导入正确的 ${rows} 行`,
    nothingToDo: "没有需要写入的内容。",
    fixFirst: "请改好有错的行，再发一次文件。",
    validUntil: ({ minute }: { minute: string }) => `${minute} 前有效；以后请重新发文件。`,
    apply: ({ hash }: { hash: string }) => `确认导入 ${hash}`,
    applyGoodRows: ({ hash }: { hash: string }) => `确认导入正确的行 ${hash}`,
    importing: "正在导入，写完会回复您。",
    importingAlready: "这份文件正在导入或已经导入。",
    expired: "这份核对已经过期或已经用过，请重新发文件。",
    stale: ({ rows }: { rows: readonly (number | string)[] }) =>
      `${staleRows(rows)}在核对之后被别人改过，这次一行也没有写。请重新发文件核对。`,
    staleCase: ({ id }: { id: string }) => `${id} 在核对之后被别人改过，这次一行也没有写。请重新发文件核对。`,
    wrongRows: "有错的行，这次一行也没有写。请改好再发。",
    tooLarge: ({ megabytes }: { megabytes: number }) => `文件超过 ${megabytes} MB，请拆成几个文件再发。`,
    notFetched: "没有取到文件，请重新发一次。",
    noFile: "请引用一个 .xlsx 文件再说“导入”，或者私聊我直接发文件。",
    exported: ({ kind, count }: { kind: Kind; count: number }) => `${KINDS[kind]} ${count} 条，文件随后发到您的私聊。`,
    exportedNone: ({ kind }: { kind: Kind }) => `没有您可以导出的${KINDS[kind]}。`,
    templates: "模板随后发到您的私聊：企业一份，人员一份。填好以后直接发给我。",
    exportName: ({ kind, day }: { kind: Kind; day: string }) => `${KINDS[kind]}-${day}.xlsx`,
    templateName: ({ kind }: { kind: Kind }) => `${KINDS[kind]}导入模板.xlsx`,
  },
};
