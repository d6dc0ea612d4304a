import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readOutline } from "../../src/knowledge/outline.ts";
import { readTasks } from "../../src/knowledge/task-table.ts";

function read(source: string) {
  const { tasks, warnings } = readTasks(source, readOutline(source).passages);
  const rows = tasks.map(({ row, task, responsible, deadline }) => [row, task, responsible, deadline]);
  return { tasks, warnings, rows };
}

const fixture = (name: string) => read(readFileSync(`tests/knowledge/fixtures/${name}`, "utf8"));

describe("a Markdown table of a tourism bureau, columns in another order", () => {
  const { tasks, rows, warnings } = fixture("task-table-tourism.md");

  test("a merged, a swapped and a misspelt row come through right", () => {
    expect(rows).toEqual([
      [1, "各景区签订安全责任书，明确各岗位职责。", "市场管理科", "2025年3月底前"],
      [2, "每半年组织一次责任落实情况评估。", "市场管理科、质量监督所", "每半年"],
      [3, "节假日期间实行领导带班制度，景区客流量实行日报告。", "办公室", "长期坚持"],
      [4, "对玻璃栈道、索道、游船等设施开展全面检测。", "资源开发科", "2025年6月30日前"],
      [5, "对检测不合格的设施立即停用，并在入口处公示。", "资源开发科牵头，质量监督所配合", "立即整改"],
      [6, "旅行社租用具备营运资质的车辆，建立用车台账。", "市场管理科", "持续推进"],
      [7, "组织导游安全培训，全年不少于两期。", "人事教育科", "2025年11月底前"],
      [8, "各景区每季度开展一次应急演练。", "质量监督所", "每季度"],
    ]);
    expect(warnings).toEqual([]);
  });

  test("only the rows that were touched say so, and a heading holds until the next", () => {
    expect(tasks.filter(({ repaired }) => repaired).map(({ row }) => row)).toEqual([1, 2, 4, 6]);
    expect(tasks.map(({ section }) => section)).toEqual([
      ...Array.from({ length: 3 }, () => "一、压实责任"),
      ...Array.from({ length: 3 }, () => "二、排查风险"),
      ...Array.from({ length: 2 }, () => "三、提升能力"),
    ]);
  });
});

describe("a dump of a school office's table, whose plan does not retell it", () => {
  const { tasks, rows, warnings } = fixture("task-table-school.txt");

  test("torn, shifted, doubled and joined cells come through right", () => {
    expect(rows).toEqual([
      [1, "对灭火器、消火栓、应急照明逐一检查，更换失效器材。", "安全管理科牵头，后勤服务中心配合", "2026年4月底前"],
      [2, "对宿舍楼违规用电进行清理。", "后勤服务中心", "2026年5月底前"],
      [3, "建立电气线路定期检测制度。", "后勤服务中心、各学校", "长期坚持"],
      [4, "对使用超过三十年的校舍开展安全鉴定。", "基建与财务科", "2026年8月31日前"],
      [5, "核查校车驾驶人资格，清退不合格人员。", "安全管理科负责", "每学期开学前"],
      [6, "落实校门口护学岗，上下学时段安排不少于三人值守。", "安全管理科负责", "长期坚持"],
      [7, "开展交通安全主题班会。", "思政教育科负责", "每学期至少一次"],
      [9, "向家长发放安全提示信。", undefined, "开学后10个工作日内"],
    ]);
  });

  test("headings across the table hold for the rows below", () => {
    expect(tasks.map(({ section, item }) => `${section} ${item}`)).toEqual([
      "一、校园设施安全 1.1 消防设施管理",
      "一、校园设施安全 1.1 消防设施管理",
      "一、校园设施安全 1.1 消防设施管理",
      "一、校园设施安全 1.2 建筑隐患整治",
      ...Array.from({ length: 4 }, () => "二、学生出行安全 2.1 校车管理"),
    ]);
  });

  test("what is lost is not made up", () => {
    expect(warnings).toEqual(["任务表第8行是空行，没有补造任务。", expect.stringMatching(/第9行：责任单位没有印出/)]);
    expect(tasks.find(({ row }) => row === 9)?.confidence).toBe("low");
    expect(tasks.find(({ row }) => row === 3)?.confidence).toBe("medium");
  });
});

describe("a table of a safety bureau whose plan retells it", () => {
  const { tasks, rows, warnings } = fixture("task-table-chemicals.txt");

  test("columns that no row keeps, a merged row, torn headings and an echo come through right", () => {
    expect(rows).toEqual([
      [1, expect.stringMatching(/^对新建.*不得开工。$/), "危险化学品监督管理科牵头，行政审批科配合", "长期坚持"],
      [2, "建立项目审查专家库，实行动态管理。", "行政审批科", "2025年9月底前"],
      [3, expect.stringMatching(/^对使用年限.*的于2026年6月底前淘汰退出。$/), "危险化学品监督管理科", "2026年6月底前"],
      [4, expect.stringMatching(/^督促企业主要负责人.*履职记录。$/), "危险化学品监督管理科", "每季度"],
      [5, expect.stringMatching(/^完善重大危险源.*百分之九十五。$/), "科技信息化科", "2025年12月底前"],
      [6, "对报警信息实行分级响应，一级报警十五分钟内处置。", "科技信息科", undefined],
      [7, "每年组织一次企业主要负责人专题培训，培训学时不少于十六学时。", "宣传培训科", "每年"],
      [8, "组织特种作业人员实操考核，严厉打击假证行为。", "宣传培训科、执法大队", "持续推进"],
      [9, "成立工作专班，每月召开一次调度会议，研究解决突出问题。", "办公室", "每月"],
      [10, "将攻坚行动纳入年度安全生产考核，对工作不力的单位予以通报。", "办公室、各镇（街道）应急办", "每年12月"],
    ]);
  });

  test("parts and points are whole, and those of another chapter say so", () => {
    expect(tasks.map(({ section }) => section)).toEqual([
      ...Array.from({ length: 3 }, () => "（一）强化源头准入管控"),
      ...Array.from({ length: 3 }, () => "（二）深化重大危险源管控"),
      ...Array.from({ length: 2 }, () => "（三）加强从业人员培训"),
      "保障措施（一）加强组织领导",
      "保障措施（二）严格考核问效",
    ]);
    expect(tasks[2]?.item).toBe("2. 推进老旧装置淘汰");
  });

  test("a lost time and two names for perhaps one office are for a person to check", () => {
    expect(warnings).toEqual([expect.stringMatching(/第6行：完成时限没有印出/)]);
    expect(tasks[4]?.note).toContain("“科技信息化科”与“科技信息科”只差一字");
  });
});

describe("a Markdown table whose numbers stand in the second column", () => {
  const { rows, warnings } = fixture("task-table-billboards.md");

  test("a torn row is joined, a swapped one read, a blank one left", () => {
    expect(rows).toEqual([
      [1, "对辖区户外广告设施逐块登记造册。", "市容科牵头，各街道办事处落实", "2026年3月底前"],
      [2, "对锈蚀、松动的设施立即拆除或者加固。", "执法大队", "立即"],
      [3, "广告设施设置人每半年开展一次自查，自查情况报街道办事处备案。", "市容科", "每半年"],
      [4, "台风、大风预警期间，停止高空作业，撤离危险区域人员。", "应急指挥中心", undefined],
      [6, "建立广告设施安全档案。", "市容科、执法大队", "持续推进"],
    ]);
    expect(warnings).toEqual([expect.stringMatching(/第4行：完成时限没有印出/), "任务表第5行是空行，没有补造任务。"]);
  });
});

describe("what a table may look like", () => {
  const table = (...lines: string[]) => read(`方案\n\n附件：任务分工表\n\n${lines.join("\n")}\n`);
  const HEAD = "序号\t任务\t责任单位\t完成时限";

  test("a row without a task stays without one when two neighbours could have it", () => {
    const { rows, warnings } = table(
      HEAD,
      "1\t检查冷库。清理通道。\t甲科负责\t持续推进",
      "2\t\t乙科负责\t2026年底前",
      "3\t培训员工。张贴须知。\t丙科负责\t持续推进",
    );
    expect(rows).toEqual([
      [1, "检查冷库。清理通道。", "甲科负责", "持续推进"],
      [3, "培训员工。张贴须知。", "丙科负责", "持续推进"],
    ]);
    expect(warnings).toEqual([expect.stringMatching(/第2行.*乙科负责.*不能确定/)]);
  });

  test("a task that breaks off among tasks that end is for a person to check", () => {
    const { tasks, warnings } = table(
      HEAD,
      "1\t检查冷库。\t甲科负责\t每月",
      "2\t清理通道。\t甲科负责\t每月",
      "3\t培训员工并\t乙科负责\t每月",
      "4\t张贴须知。\t乙科负责\t每月",
    );
    expect(tasks.map(({ confidence, repaired }) => [confidence, repaired])[2]).toEqual(["low", false]);
    expect(warnings).toEqual([expect.stringMatching(/第3行：任务末尾没有句号/)]);
  });

  test("several columns of units keep the words of their heads", () => {
    const { tasks } = table("序号\t任务\t牵头单位\t配合单位\t时限", "1\t检查冷库。\t甲科\t乙科\t每月", "2\t清理通道。\t乙科\t\t每季度");
    expect(tasks.map(({ responsible }) => responsible)).toEqual(["牵头单位：甲科；配合单位：乙科", "牵头单位：乙科"]);
  });

  test("a merged cell holds for the rows below, unless the table repeats such texts", () => {
    const merged = table(HEAD, "1\t检查冷库。\t甲科负责\t持续推进", "2\t清理通道。\t\t每月", "3\t培训员工。\t乙科负责\t每季度");
    expect(merged.rows[1]).toEqual([2, "清理通道。", "甲科负责", "每月"]);
    expect(merged.tasks[1]?.note).toContain("合并单元格");
    const repeated = table(HEAD, "1\t检查冷库。\t甲科负责\t每年", "2\t清理通道。\t甲科负责\t每月", "3\t培训员工。\t\t每季度");
    expect(repeated.rows[2]).toEqual([3, "培训员工。", undefined, "每季度"]);
    expect(repeated.warnings).toHaveLength(1);
  });

  test("numbered headings are the tasks of a table that has nothing else", () => {
    const { rows } = table(HEAD, "1\t1. 完善应急预案\t甲科\t2026年3月底前", "2\t2. 更新器材台账\t乙科\t2026年4月底前");
    expect(rows.map(([, task]) => task)).toEqual(["1. 完善应急预案", "2. 更新器材台账"]);
  });

  test("a table of other things has no tasks", () => {
    expect(table("序号\t企业名称\t地址\t联系电话", "1\t甲超市\t中山路1号\t12345", "2\t乙酒店\t中山路2号\t12346").tasks).toEqual([]);
    expect(read("只有文字，没有表格。").tasks).toEqual([]);
  });

  test("two offices whose names differ by one character stay two", () => {
    const { tasks } = table(
      HEAD,
      "1\t检查冷库。\t监管一科负责\t每月",
      "2\t清理通道。\t监管二科负责\t每月",
      "3\t培训员工。\t监管一科负责\t每季度",
    );
    expect(tasks.map(({ responsible }) => responsible)).toEqual(["监管一科负责", "监管二科负责", "监管一科负责"]);
  });
});
