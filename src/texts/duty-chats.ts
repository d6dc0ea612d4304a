/** Duty chats in which somebody sits who is not of the offices. */

type Chat = { chat: string };

export const texts = {
  /** In the chat itself: whoever should not sit there reads it, too. */
  toldHere:
    "群里有非本单位人员，内部事项已改为单独发送给值班人员，本群只保留紧急报警。请本群管理员核对成员：不该在群里的请其退群；是本单位同志的，请登记角色，或由管理员在本群发“群设置”重新保存确认。",
  toldAdministrators: ({ chat, names }: Chat & { names: readonly string[] }) =>
    `【请处理】值班群“${chat}”里有非本单位人员：${names.join("、")}。案件、转人工和绑定申请已改为单独发给值班人员，紧急报警仍在群里响，但不带上报人。请让其退群；是本单位同志的，请登记角色，或在该群发“群设置”重新保存确认。`,
  unsure: ({ chat }: Chat) =>
    `【请处理】暂时读不到值班群“${chat}”的成员，内部事项已改为单独发给值班人员。请检查应用的群成员权限，以及我是否还在群里；读到之后会自动恢复。`,
  others: ({ count }: { count: number }) => `等 ${count} 人`,
};
