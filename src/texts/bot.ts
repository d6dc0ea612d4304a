/** What the bot says by itself; answers to questions have their own texts. */
export const texts = {
  greeting: {
    title: "大家好，我是安讯",
    summary: "安讯：商务系统安全生产助手",
    body: "我是商务系统安全生产助手，熟悉本区的安全生产方案。问我任务、时限、责任单位，我会引用原文条款来回答。",
    how: "在群里 @我 再提问；也可以私聊我，不用 @。",
  },
  unreadable: "我还看不懂这类消息（图片、文件、语音、表情等），请用文字告诉我您想问什么。",
  tooLong: ({ characters, limit }: { characters: number; limit: number }) =>
    `这段话有 ${characters} 个字，我一次最多看 ${limit} 个字。请把想问的用一两句话发给我。`,
  failed: "抱歉，刚才没能处理好您的消息，问题已记录。请稍后再发一次；如仍不行，请联系管理员。",

  press: {
    asked: ({ district }: { district: string }) => `好的，按${district}的方案查一下`,
    askedAlready: "已经在查了，请看下面的答复",
    unknown: "这个按钮已经失效，请重新提问",
    failed: "没有处理成功，请稍后再试",
    /** How a question reads once its district is chosen. */
    questionOf: ({ district, question }: { district: string; question: string }) => `${district}：${question}`,
  },
};
