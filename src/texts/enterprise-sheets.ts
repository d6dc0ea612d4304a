/** What the further sheets of the enterprises' workbook say: risk points, certificates and equipment, lists. */

const WHICH = {
  headers: { enterprise: "企业名称", creditCode: "统一社会信用代码", district: "区" },
  notes: {
    enterprise: "必填。登记过的，或本文件“企业”表里要新增的；别名也认。",
    creditCode: "同名的企业有几家时必填。",
    district: "同名的企业在几个区时必填。",
  },
  examples: { enterprise: "洛江区某某餐饮店（本行是示例，导入时不读）", creditCode: "", district: "洛江区" },
};

export const texts = {
  colours: { red: "红", orange: "橙", yellow: "黄", blue: "蓝" },
  categories: { certificate: "证件", equipment: "设备" },
  lists: { safety_blacklist: "安全生产失信", fire_blacklist: "消防严重失信", commerce_blacklist: "商务黑名单" },

  risks: {
    sheet: "风险点",
    headers: { ...WHICH.headers, name: "风险点", place: "位置", colour: "等级", measures: "管控措施", responsible: "责任人" },
    notes: {
      ...WHICH.notes,
      name: "必填。同一企业、同一位置、同一名称是同一个风险点。",
      place: "在企业的哪里。",
      colour: "必填。红（重大）、橙（较大）、黄（一般）、蓝（低）。",
      measures: "怎么管。",
      responsible: "姓名。",
    },
    examples: {
      ...WHICH.examples,
      name: "燃气使用",
      place: "后厨",
      colour: "橙",
      measures: "装报警器，每日关阀检查",
      responsible: "张某",
    },
  },

  items: {
    sheet: "证照设备",
    headers: { ...WHICH.headers, category: "类别", name: "证照或设备", number: "编号", holder: "持有人或位置", expiresOn: "有效期至" },
    notes: {
      ...WHICH.notes,
      category: "必填。证件或设备。",
      name: "必填。例如：食品经营许可证、灭火器。",
      number: "证号或设备编号，没有就不填。",
      holder: "谁的证，或设备放在哪里。",
      expiresOn: "必填。最后一天，写成 2026-12-31。类别、名称、编号、持有人或位置都相同的是同一件。",
    },
    examples: {
      ...WHICH.examples,
      category: "设备",
      name: "灭火器",
      number: "",
      holder: "后厨",
      expiresOn: "2026-12-31",
    },
  },

  listings: {
    sheet: "名单",
    headers: { ...WHICH.headers, list: "名单", source: "来源", reason: "事由", listedOn: "列入日期", removedOn: "移出日期" },
    notes: {
      ...WHICH.notes,
      list: "必填。",
      source: "必填。哪个部门、哪份文件列入的。",
      reason: "为什么列入。",
      listedOn: "必填。写成 2026-01-31。",
      removedOn: "移出了才填，不早于列入日期。留空不会撤销移出。",
    },
    examples: {
      ...WHICH.examples,
      list: "消防严重失信",
      source: "某某消防救援大队文件",
      reason: "拒不整改",
      listedOn: "2026-01-31",
      removedOn: "",
    },
  },

  problems: {
    day: "不是日期，请写成 2026-12-31",
    unknownCode: "没有登记过这个信用代码，请先导入企业",
    futureListed: "列入日期不能晚于今天",
    futureRemoved: "移出日期不能晚于今天，到了那天移出后再填",
    removedBefore: "移出日期早于列入日期，请核对",
  },
};
