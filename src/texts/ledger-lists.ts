/** The four lists of the ledger: what their cells say, and what is wrong with their columns. */

export const texts = {
  sources: { enterprise: "企业自报", inspection: "检查", tip: "举报", referred: "转办", monitoring: "监测告警" },
  verdicts: { pass: "合格", fail: "不合格", none: "" },
  yesOrNo: ({ yes }: { yes: boolean }) => (yes ? "是" : "否"),
  badName: "工作表名称最多 31 个字，不能有 \\ / ? * [ ] :",
  badRows: "of 只能是 enterprises 或 hazards",
  doubled: "工作表名称重复",
  unknownField: ({ fields }: { fields: readonly string[] }) => `field 可用的有 ${fields.join("、")}`,
};
