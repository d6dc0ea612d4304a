/** What the offices of the simulator are called in the registry: invented, with numbers that belong to nobody. */
export const texts = {
  tags: { catering: "行业:餐饮", heshi: "乡镇:河市" },
  enterprises: {
    fortune: { name: "老福记酒楼", aliases: ["老福记"], address: "河市镇（演示地址）1 号", phone: "0595-00000001", type: "个体工商户" },
    kitchen: { name: "河市小厨", aliases: ["小厨"], address: "河市镇（演示地址）2 号", phone: "0595-00000002", type: "个体工商户" },
  },
  risks: { gas: "厨房燃气", place: "后厨", measures: "燃气报警器、每日检查软管和阀门" },
  certificate: { name: "燃气安全培训证", number: "演示-001" },
  equipment: { name: "灭火器", place: "后厨" },
};
