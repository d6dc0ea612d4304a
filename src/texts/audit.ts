/** What the audit tells in chat, in words. */

const ACTIONS: Readonly<Record<string, string>> = {
  alarm_taken: "接警",
  audit_exported: "导出审计记录",
  binding_confirmed: "确认绑定",
  binding_rejected: "拒绝绑定",
  binding_requested: "申请绑定企业",
  chat_dissolved: "群已解散",
  chat_joined: "进群",
  chat_left: "退群",
  chat_set_up: "设置群",
  demo_seeded: "写入演示数据",
  enterprise_bound: "绑定企业",
  enterprise_changed: "修改企业档案",
  enterprise_imported: "导入企业",
  first_administrator_claimed: "成为首位管理员",
  invitation_created: "发邀请码",
  invitation_used: "使用邀请码",
  item_changed: "更新证照设备",
  item_entered: "登记证照设备",
  item_removed: "删除证照设备",
  ledger_exported: "导出台账",
  ledger_imported: "导入台账",
  listing_changed: "修改名单记录",
  listing_entered: "列入名单",
  listing_removed: "移出名单",
  paper_made: "出具文书",
  person_changed: "修改人员",
  person_imported: "导入人员",
  person_renamed: "人员更名",
  person_resigned: "人员离职，收回角色",
  registry_exported: "导出名单",
  risk_changed: "更新风险点",
  risk_entered: "登记风险点",
  risk_removed: "删除风险点",
  role_granted: "授予角色",
  role_revoked: "收回角色",
  workbook_imported: "导入工作簿",
};

const ACTORS: Readonly<Record<string, string>> = { system: "系统", terminal: "终端", demo: "演示" };

type Line = { id: string; minute: string; actor: string; action: string; subject: string };

export const texts = {
  title: "最近的审计记录",
  none: "还没有审计记录。",
  /** What has no word yet is told by its code: nothing is left out. */
  action: ({ action }: { action: string }) => ACTIONS[action] ?? action,
  actor: ({ actor, name }: { actor: string; name: string | undefined }) => name ?? ACTORS[actor] ?? actor,
  line: ({ id, minute, actor, action, subject }: Line) => `${id}　${minute}　${actor}　${action}${subject ? `：${subject}` : ""}`,
  how: "全部记录请审计员说“导出审计记录”。",
  sending: ({ count }: { count: number }) => `审计记录 ${count} 条，文件随后发来。`,
  fileName: ({ day }: { day: string }) => `审计记录-${day}.xlsx`,
};
