/** The forms by which risk points, certificates, equipment and lists are entered from the card of an enterprise. */

type Kind = "risk" | "item" | "listing";
type Named = { enterprise: string };

const LABELS: Readonly<Record<Kind, string>> = { risk: "登记风险点", item: "登记证照设备", listing: "列入/移出名单" };

export const texts = {
  labels: LABELS,
  title: ({ kind, enterprise }: Named & { kind: Kind }) => `${LABELS[kind]}：${enterprise}`,
  back: "返回企业档案",
  save: { risk: "保存风险点", item: "保存证照设备", listing: "列入名单" },
  standing: { risk: "**已登记的风险点**", item: "**已登记的证照和设备**", listing: "**现在所在的名单**" },
  none: "还没有",
  remove: {
    risk: ({ name }: { name: string }) => `删除 ${name}`,
    item: ({ name }: { name: string }) => `删除 ${name}`,
    listing: ({ name }: { name: string }) => `移出 ${name}`,
  },
  notes: {
    risk: "名称和位置都相同的，按同一个风险点更新。",
    item: "类别、名称、编号、持有人或位置都相同的，按同一件更新有效期。",
    listing: "只登记有明确来源的名单。列入、移出都记入审计记录。",
  },
  fields: {
    name: "风险点名称",
    place: "位置（选填）",
    colour: "等级",
    measures: "管控措施（选填）",
    responsible: "责任人（选填）",
    category: "类别",
    item: "证照或设备名称",
    number: "编号（选填）",
    holder: "持有人或放置位置（选填）",
    expiresOn: "有效期至",
    list: "名单",
    source: "来源：哪个部门、哪份文件",
    reason: "事由（选填）",
    listedOn: "列入日期",
  },
  dayPlaceholder: "例如：2026-12-31",
  incomplete: "没有填完整或太长，请重新填写。",
  badDay: "日期请写成 2026-12-31 这样。",
  futureDay: "列入日期不能晚于今天。",
  saved: "已登记",
  standsBefore: "这家企业已在这份名单上。",
  removed: "已删除",
  takenOff: "已移出名单",
  gone: "这一条已经没有了。",
};
