/** Figures of the ledger on cards, and the ledger as a file in chats. */

type Span = { from: string; to: string };

export const texts = {
  title: ({ period }: { period: string }) => `${period}隐患`,
  ledger: "台账",
  span: ({ from, to }: Span) => `登记日期 ${from} 至 ${to}`,
  summary: ({ period, total }: { period: string; total: number }) => `${period}隐患 ${total} 条`,
  none: "这段时间台账里没有登记隐患。",
  figures: ({ total, major, overdue, closed }: { total: number; major: number; overdue: number; closed: number }) =>
    `共 **${total}** 条，其中重大 **${major}** 条，逾期 **${overdue}** 条，已销号 **${closed}** 条。`,
  average: ({ days }: { days: number }) => `已销号的平均用时 **${days.toFixed(1)}** 天（从登记到销号）。`,
  noAverage: "还没有销号的，平均用时无从计算。",
  charts: { state: "按状态", industry: "按行业", town: "按属地" },
  axes: { name: "项目", count: "条数" },
  unknown: "（未登记）",
  others: "其他",
  towns: ({ towns }: { towns: readonly { name: string; count: number }[] }) =>
    `**按属地**：${towns.map(({ name, count }) => `${name} ${count}`).join("，")}`,
  scope: ({ districts }: { districts: readonly string[] }) => `范围：${districts.join("、")}。作废的（误报、重复）不计。`,

  inspect: {
    title: "零上报和逾期企业",
    summary: ({ silent, late }: { silent: number; late: number }) => `零上报 ${silent} 家，逾期 ${late} 家`,
    silent: ({ count, from }: { count: number; from: string }) => `**零上报：${count} 家**（${from} 以来没有自报过隐患）`,
    noneSilent: ({ from }: { from: string }) => `${from} 以来，登记的企业都自报过隐患，或者还没有登记企业。`,
    silentLine: ({ name, found }: { name: string; found: number }) => (found > 0 ? `${name}（他人发现 ${found} 条）` : name),
    late: ({ count }: { count: number }) => `**逾期：${count} 家**`,
    noneLate: "没有逾期未整改的企业。",
    lateLine: ({ name, count, daysLate }: { name: string; count: number; daysLate: number }) =>
      `${name}：${count} 条，最长逾期 ${daysLate} 天`,
    more: ({ count }: { count: number }) => `另有 ${count} 家未显示，可发送“导出台账”查看。`,
    note: "供检查选点参考：没有上报不等于没有隐患，也不等于有问题。",
  },

  export: {
    fileName: ({ day, lists }: { day: string; lists: boolean }) => `${lists ? "四个清单" : "隐患台账"}-${day}.xlsx`,
    sending: ({ count, lists }: { count: number; lists: boolean }) => `${lists ? "四个清单" : "隐患台账"}共 ${count} 条，文件随后发出。`,
    none: "没有您可以导出的隐患。",
  },
};
