/** What the commands of the ledger say in the terminal. */

type Counts = { add: number; change: number; unchanged: number; wrong: number };

export const texts = {
  help: {
    ledger: "隐患台账：文书、导出、导入",
    paper: "出一份文书（.docx），台账里没有的留空",
    paperKind: "transfer、supervision、rectification、reinspection、report-regulator、report-congress 或 quarter",
    paperOf: "台账编号（YH-…）；quarter 时写季度，如 2026Q4",
    paperFile: ".docx 文件",
    export: "导出台账（.xlsx，21 列）；加 --lists 导出四个清单",
    import: "核对一份 21 列的台账；加 --apply 才写入",
    file: ".xlsx 文件",
    lists: "导出企业、隐患、整改、责任四个清单",
    from: "登记日期从这一天起（YYYY-MM-DD）",
    to: "登记日期到这一天止（含当天）",
    district: "只要这个区的",
    apply: "写入；有错的行就一行也不写",
  },
  unknownPaper: ({ called, kinds }: { called: string; kinds: readonly string[] }) => `没有“${called}”这种文书，可用：${kinds.join("、")}`,
  unknownCase: ({ id }: { id: string }) => `台账里没有 ${id}，编号的样子是 YH-20261121-001。`,
  badQuarter: ({ written }: { written: string }) => `“${written}”不是季度，请写成 2026Q4 这样。`,
  badDay: ({ written }: { written: string }) => `“${written}”不是日期，请写成 2026-11-21 这样。`,
  paperWritten: ({ title, file }: { title: string; file: string }) => `《${title}》已写到 ${file}`,
  exported: ({ count, file }: { count: number; file: string }) => `已导出 ${count} 条到 ${file}`,
  unreadable: ({ file }: { file: string }) => `读不了 ${file}，请检查路径和权限。`,
  dryRun: "这是核对，什么都没有写。确认无误后加 --apply 写入。",
  refused: "有错的行，一行也没有写。改好再来。",
  stale: ({ id }: { id: string }) => `${id} 在核对之后被别人改过，这次一行也没有写，请再运行一次。`,
  applied: ({ add, change }: Counts) => `已写入：新增 ${add} 条，修改 ${change} 条。`,
};
