/** Questions that go on to an officer: the cards in both chats, and what pops up. */

const OFFICER = "值班同志";

type Officer = { officer: string | undefined };

export const texts = {
  duty: "转人工：请答复",
  dutyDone: "转人工：已答复",
  dutySummary: ({ question }: { question: string }) => `转人工：${question}`.slice(0, 80),
  dutyDoneSummary: ({ officer = OFFICER }: Officer) => `${officer}已答复`,
  asked: ({ asker = "一位同志", district, minute }: { asker: string | undefined; district: string | undefined; minute: string }) =>
    [asker, ...(district ? [district] : []), `${minute} 转来`].join(" · "),
  botSaid: ({ text }: { text: string }) => `机器人答：${text.length > 200 ? `${text.slice(0, 200).toWellFormed()}……` : text}`,
  nearest: "**相关条款**",
  replyLabel: "您的答复",
  replyPlaceholder: "将以您的姓名发给提问人",
  send: "发送答复",
  howToReply: "也可以引用本卡片并 @安讯 直接回复。先答复的为准。",

  replyTitle: "人工答复",
  yourQuestion: ({ asker }: { asker: string | undefined }) => (asker ? `${asker}的提问` : "您的提问"),
  signed: ({ officer = OFFICER, minute }: Officer & { minute: string }) => `人工答复 · ${officer} · ${minute}`,

  requested: ({ district }: { district: string | undefined }) => `已转${district ?? ""}值班同志，答复后会在这里通知您`,
  requestedBefore: "这个问题已经转人工，请等候答复",
  repliedBefore: ({ officer = OFFICER }: Officer) => `${officer}已作人工答复，请看聊天里的“人工答复”`,
  noDutyChat: ({ district }: { district: string | undefined }) =>
    `抱歉，${district ?? "这里"}还没有设置值班群，暂时转不了人工。请直接联系主管股室。`,
  noDistrict: "抱歉，看不出是哪个区的问题。请写明区名再问一次，然后转人工。",

  replied: "已发给提问人",
  repliedFirst: ({ officer = OFFICER, minute }: Officer & { minute: string }) => `${officer}已在 ${minute} 先答复了，您的答复没有发出`,
  unusableReply: ({ limit }: { limit: number }) => `答复要有文字，最多 ${limit} 字。`,
};
