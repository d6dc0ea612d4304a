/** What people can do with an answer: the buttons on its card, and what pops up when they are pressed. */

const counted = (label: string, count: number) => (count > 0 ? `${label} ${count}` : label);

export const texts = {
  up: ({ count }: { count: number }) => counted("👍 有用", count),
  down: ({ count }: { count: number }) => counted("👎 没用", count),
  readSource: "查看原文",
  handOver: "转人工",
  notice: "据此发通知",
  report: "我要上报",

  whatIsWrong: "**哪里不对？** 说一下，便于改进。",
  chooseReason: "请选择原因",
  reason: {
    off_topic: "答非所问",
    wrong_clause: "引用的条款不对",
    incomplete: "答得不完整",
    outdated: "内容已经过时",
    other: "其他",
  },
  remark: "补充说明（选填）",
  sendReason: "提交原因",

  voted: {
    up: { counted: "谢谢，已记为“有用”", changed: "已改为“有用”", unchanged: "您已评过“有用”" },
    down: {
      counted: "已记为“没用”，请在卡片下方说说哪里不对",
      changed: "已改为“没用”，请在卡片下方说说哪里不对",
      unchanged: "您已评过“没用”",
    },
  },
  explained: "谢谢，原因已记下",
  notExplained: "请先选择原因，说明最多 500 字",

  handedOver: ({ district }: { district: string | undefined }) => `已转${district ?? ""}值班同志，答复后会在这里通知。`,
  repliedBy: ({ officer }: { officer: string | undefined }) => `${officer ?? "值班同志"}已作人工答复。`,
};
