/** The card that grows while a model writes. */
export const texts = {
  title: "生成中，尚未核对",
  remark: "只显示已在原文中找到依据的句子；全部核对后，本卡片会换成正式答复。",
  /** In the list of chats, where one sees nothing else of the card. */
  summary: "生成中…",
  interrupted: "已中断",
  notAnAnswer: "这次没有写完，不作为答复。请看下方的答复；没有的话，请再问一次。",
};
