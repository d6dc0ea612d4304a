import { chineseDay, type Day } from "../clock.ts";

/** What the web server says: to the person who starts it, and on the page that shows a document. */
export const texts = {
  portInUse: ({ port }: { port: number }) =>
    `端口 ${port} 打不开：已被别的程序占用，或没有权限。请关闭占用它的程序，或换一个端口再启动，例如：PORT=${port === 3000 ? 3001 : 3000} npm start`,
  noSuchHost: ({ host }: { host: string }) => `HOST 设的“${host}”不是本机的地址。请改成本机的地址，例如 127.0.0.1 或 0.0.0.0，或不设。`,

  document: {
    pageTitle: ({ title }: { title: string }) => `${title} - 安讯`,
    bar: ({ title, passage }: { title: string; passage: string | undefined }) => (passage ? `${passage} ·《${title}》` : `《${title}》`),
    label: { validity: "效力", number: "文号", issuer: "发文机关", issuedOn: "印发日期", inForce: "有效期" },
    validity: { valid: "现行有效", expired: "已过有效期", pending: "尚未生效", superseded: "已被新文件取代" },
    unknown: "原文未注明",
    period: ({ from, to }: { from: Day | undefined; to: Day | undefined }) => {
      if (from && to) return `${chineseDay(from)}至${chineseDay(to)}`;
      if (to) return `至${chineseDay(to)}`;
      return from ? `${chineseDay(from)}起` : "原文未注明";
    },
    passageGone: "没有找到链接所指的条款，文件可能已经更新。以下是文件全文。",
    footer: "由安讯按本地收录的文件逐字显示，以印发的正式文件为准。",
    missing: { title: "没有找到这份文件", body: "链接可能有误，或者文件已从知识库移除。请回到聊天里重新提问。" },
  },
};
