/** What `anxun notice` says. */
export const texts = {
  help: {
    notice: "通知：列表、内容、逐群发送记录",
    list: "列出通知，最新的在前",
    show: "显示一份通知的内容",
    log: "逐群显示一份通知的发送记录",
    export: "把发送记录导出为 .xlsx，用作凭证",
    number: "通知编号，例如 TZ-20261122-001",
    file: "写到这个文件",
    only: "只导出这一份",
  },
  none: "还没有通知。",
  unknown: ({ number }: { number: string }) => `没有编号为 ${number} 的通知。用 notice list 查看编号。`,
  listColumns: ["编号", "状态", "类别", "区", "建立", "标题"],
  heading: ({ number, title, state }: { number: string; title: string; state: string }) => `${number} ${title}（${state}）`,
  counted: ({ number, title, counts }: { number: string; title: string; counts: string }) => `${number} ${title}：${counts}`,
  exported: ({ notices, rows, file }: { notices: number; rows: number; file: string }) =>
    `已导出 ${notices} 份通知的 ${rows} 条记录：${file}`,
};
