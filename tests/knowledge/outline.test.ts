import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Outline, readOutline } from "../../src/knowledge/outline.ts";
import { readDocument } from "../../src/knowledge/read-document.ts";
import { withoutTags } from "../../src/knowledge/table.ts";

const QUANGANG = await sourceOf("knowledge/泉港区商务系统推进城市安全发展的实施方案.txt");
const LUOJIANG = await sourceOf("knowledge/洛江区商务系统安全生产治本攻坚三年行动方案.txt");
const MEASURES = await sourceOf("tests/knowledge/fixtures/measures.md");
const LETTER = await sourceOf("tests/knowledge/fixtures/letter-with-annexes.txt");
const NOTICE = await sourceOf("tests/knowledge/fixtures/notice.txt");

describe.each([
  ["the plan of Quangang", QUANGANG],
  ["the plan of Luojiang", LUOJIANG],
  ["measures in articles", MEASURES],
  ["a hard-wrapped notice", NOTICE],
  ["a letter with annexes", LETTER],
])("%s", (_name, source) => {
  const outline = readOutline(source);

  test("loses no character and holds none twice", () => {
    const spans = outline.passages.map(({ start, end }) => source.slice(start, end));
    expect(dense(spans.join(""))).toBe(dense(source));
    const starts = outline.passages.map(({ start }) => start);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  });

  test("quotes each passage as the source has it", () => {
    for (const passage of outline.passages) {
      const printed = withoutTags(source.slice(passage.start, passage.end)).replace(/\||:?-{3,}:?/g, "");
      expect(dense(passage.body), passage.path).toBe(dense(printed));
    }
  });

  test("gives each passage a path of its own", () => {
    const paths = outline.passages.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).not.toContain("");
  });
});

describe("the plan of Luojiang", () => {
  const outline = readOutline(LUOJIANG);

  test("is cut into its clauses", () => {
    expect(pathsOf(outline, "clause")).toEqual([
      "引言",
      "一、总体要求（一）",
      "一、总体要求（二）",
      "二、主要任务（一）1",
      "二、主要任务（二）2",
      "二、主要任务（二）3",
      "二、主要任务（三）4",
      "二、主要任务（三）5",
      "二、主要任务（四）6",
      "二、主要任务（五）7",
      "二、主要任务（五）8",
      "二、主要任务（六）9",
      "二、主要任务（七）10",
      "二、主要任务（七）11",
      "二、主要任务（七）12",
      "三、保障措施（一）",
      "三、保障措施（二）",
      "三、保障措施（三）",
      "三、保障措施（四）",
      "三、保障措施（五）",
    ]);
    expect(outline.warnings).toEqual([]);
  });

  test("keeps what it says about itself as formal lines", () => {
    expect(pathsOf(outline, "meta")).toEqual([
      "发文机关",
      "文号",
      "通知标题",
      "主送",
      "印发通知",
      "落款",
      "标题",
      "附件说明",
      "抄送",
      "印发",
    ]);
    expect(bodyAt(outline, "主送")).toBe("各乡镇（街道）企业办，局相关股室（队、中心）：");
    expect(bodyAt(outline, "落款")).toBe("泉州市洛江区商务局\n2024年5月10日");
    expect(bodyAt(outline, "印发")).toBe("泉州市洛江区商务局办公室\n2024年5月10日印发");
    expect(outline.titleBlock).toEqual({
      title: "全区商务系统安全生产治本攻坚三年行动方案（2024—2026年）",
      issuer: "泉州市洛江区商务局",
      district: "洛江区",
      number: "泉洛商务〔2024〕19号",
      issuedOn: "2024-05-10",
    });
  });

  test("joins a sentence that a page break had torn", () => {
    expect(bodyAt(outline, "二、主要任务（四）6")).toContain("落实安全生产措施和责任；预计参加人数达到 1000 人以上的展会");
    expect(bodyAt(outline, "三、保障措施（五）")).toContain("社会技术力量或行业协会等第三方");
  });

  test("knows the headings above a clause", () => {
    expect(outline.passages.find(({ path }) => path === "二、主要任务（五）7")?.trail).toEqual([
      "二、主要任务",
      "（五）开展商务重点行业领域隐患排查整治",
      "7. 积极配合监管和执法部门排查整治事故隐患",
    ]);
  });

  test("has thirty-four table rows, torn-off lines with the row before them", () => {
    const rows = outline.passages.filter(({ kind }) => kind === "row");
    expect(rows.map(({ path }) => path)).toEqual(Array.from({ length: 34 }, (_, index) => `附件 任务分工表 第${index + 1}行`));
    expect(rows[0]?.cells?.[1]).toMatch(/^一、工作目标\n通过三年治本攻坚/);
    expect(rows[12]?.cells).toEqual([
      "13",
      "",
      "",
      "",
      "严格执行成品油流通、报废机动车回收拆解等管理制度，提升企业安全生产投入和管理水平。",
      "商贸流通股负责",
      "持续推进",
    ]);
    expect(rows[21]?.body).toContain("人安全生产教育培训。");
    expect(rows[4]?.body).toBe("5");
  });
});

describe("the plan of Quangang", () => {
  const outline = readOutline(QUANGANG);

  test("is cut into its clauses", () => {
    expect(pathsOf(outline, "clause")).toEqual([
      "引言",
      "一、指导思想",
      "二、基本原则（一）",
      "二、基本原则（二）",
      "二、基本原则（三）",
      "二、基本原则（四）",
      "三、总体目标",
      ...[1, 2, 3, 4, 5, 6, 7].map((number) => `四、工作任务 ${number}`),
      "五、实施步骤",
      "五、实施步骤 第一阶段",
      "五、实施步骤 第二阶段",
      "五、实施步骤 第三阶段",
      "五、实施步骤 第四阶段",
      "六、工作要求（一）",
      "六、工作要求（二）",
      "六、工作要求（三）",
      "六、工作要求（四）",
    ]);
    expect(pathsOf(outline, "meta")).toEqual(["标题"]);
  });

  test("tells its district by its title, and neither number nor day", () => {
    expect(outline.titleBlock).toEqual({
      title: "泉港区商务系统推进城市安全发展的实施方案",
      issuer: undefined,
      district: "泉港区",
      number: undefined,
      issuedOn: undefined,
    });
  });

  test("keeps a paragraph without a number with the phase before it", () => {
    expect(bodyAt(outline, "五、实施步骤 第三阶段")).toBe(
      "第三阶段：申请考评验收阶段（2020年7月—2020年底）。\n对照国务院安委会确定的考评验收标准开展自评，并向区安委会提出“泉港区安全发展行业”考评申请，力争高标准通过验收。",
    );
    expect(bodyAt(outline, "四、工作任务 5")).toContain("建立安全联防联控机制。");
  });
});

describe("measures in articles", () => {
  const outline = readOutline(MEASURES);

  test("are cited by article and point", () => {
    expect(pathsOf(outline, "clause")).toEqual([
      "第一条",
      "第二条",
      "第三条",
      "第三条（一）",
      "第三条（二）",
      "第三条（二）1",
      "第三条（二）2",
      "第三条（三）",
      "第四条",
      "第五条",
    ]);
  });

  test("show the sentence that a point completes", () => {
    expect(outline.passages.find(({ path }) => path.endsWith("第三条（一）"))?.trail).toEqual([
      "第二章 管理要求",
      "第三条 经营单位应当履行下列职责：",
    ]);
  });

  test("have the rows of their Markdown table", () => {
    const rows = outline.passages.filter(({ kind }) => kind === "row");
    expect(rows.map(({ path, cells }) => [path, cells])).toEqual([
      ["第四条 表1 第1行", ["餐饮门店", "每月", "店长"]],
      ["第四条 表1 第2行", ["大型超市", "每季度", "安全管理员"]],
    ]);
    expect(outline.titleBlock.title).toBe("海城市商贸场所用电安全管理办法");
    expect(outline.titleBlock.district).toBe("海城市");
  });
});

describe("a hard-wrapped notice", () => {
  const outline = readOutline(NOTICE);

  test("has its lines joined and its points found", () => {
    expect(pathsOf(outline, "clause")).toEqual(["引言", "一、落实责任（1）", "一、落实责任（2）", "二、加强值守"]);
    expect(bodyAt(outline, "一、落实责任（1）")).toBe("（1）各企业主要负责人要在5月15日前完成一次自查，重点查看排水、用电、应急物资；");
    expect(bodyAt(outline, "二、加强值守")).toContain("在30分钟内报告，报告电话以通讯录为准，不得迟报、漏报、瞒报。");
  });

  test("tells who issued it and when, from its signature", () => {
    expect(outline.titleBlock).toEqual({
      title: "关于做好2025年汛期商贸行业安全防范工作的通知",
      issuer: "南川县商务局",
      district: "南川县",
      number: "南商〔2025〕7号",
      issuedOn: "2025-04-20",
    });
  });

  test("has its annex table, with a torn-off cell", () => {
    const rows = outline.passages.filter(({ kind }) => kind === "row");
    expect(rows.map(({ path, body }) => [path, body])).toEqual([
      ["附件1 检查清单 第1行", "1\t排水沟\t5月15日前\n清淤"],
      ["附件1 检查清单 第2行", "2\t配电箱\t5月20日前"],
    ]);
  });
});

describe("a letter with annexes", () => {
  const outline = readOutline(LETTER);

  test("has its points in the annex, counted anew", () => {
    expect(pathsOf(outline, "clause")).toEqual([
      "附件1 正文",
      "附件1 一、工作目标",
      "附件1 二、重点任务（一）1",
      "附件1 二、重点任务（一）2",
      "附件1 二、重点任务（二）1",
      "附件1 二、重点任务（二）2",
      "附件1 二、重点任务（二）3",
      "附件1 三、工作要求",
    ]);
    expect(pathsOf(outline, "row")).toEqual(["附件2 重点任务清单 第1行", "附件2 重点任务清单 第2行"]);
    expect(bodyAt(outline, "附件1 二、重点任务（一）2")).toBe("2、各镇街每两个月抽查一次，抽查比例不低于20%。");
    expect(outline.warnings).toEqual([]);
  });

  test("keeps the letter's own lines apart", () => {
    const meta = ["紧急程度", "发文机关", "文号", "标题", "主送", "印发通知", "附件说明", "落款", "公开方式", "印发"];
    expect(pathsOf(outline, "meta")).toEqual(meta);
    expect(bodyAt(outline, "附件说明")).toBe("附件：1.东山区商贸领域安全生产“强基”工作方案\n2.重点任务清单");
    expect(outline.titleBlock).toEqual({
      title: "关于印发东山区商贸领域安全生产“强基”工作方案的通知",
      issuer: "海城市东山区商务和粮食局",
      district: "东山区",
      number: "东商粮综〔2026〕3号",
      issuedOn: "2026-01-08",
    });
  });
});

test("a lost number is pointed out", () => {
  const { warnings } = readOutline("方案\n\n一、目标\n\n到年底完成。\n\n三、要求\n\n抓好落实。");
  expect(warnings).toEqual(["三、要求：编号从 1 跳到 3，请核对原件是否缺了条款。"]);
});

test("a plan without any number is cited by its paragraphs", () => {
  const outline = readOutline("温馨提示\n\n请各门店检查燃气阀门。\n\n请保持通道畅通。");
  expect(pathsOf(outline, "clause")).toEqual(["正文第1段", "正文第2段"]);
});

test("a second text in the same document has paths of its own", () => {
  const outline = readOutline("关于印发方案的通知\n\n各企业：\n\n一、照办。\n\n南川县商务局\n2025年4月20日\n\n安全方案\n\n一、照办。");
  expect(pathsOf(outline, "clause")).toEqual(["一、照办", "一、照办（第2处）"]);
  expect(outline.titleBlock.title).toBe("安全方案");
});

test("an emergency plan with decimal numbers is cited by them", () => {
  const outline = readOutline(
    "应急预案\n\n1 总则\n\n1.1 编制目的\n\n规范处置，罚款2.5万元以下。\n\n1.2 适用范围\n\n本区商贸企业。\n\n2 职责\n\n各负其责。",
  );
  expect(pathsOf(outline, "clause")).toEqual(["1.1 编制目的", "1.2 适用范围", "2 职责"]);
});

async function sourceOf(file: string): Promise<string> {
  return (await readDocument(file, readFileSync(file))).source;
}

function dense(text: string): string {
  return text.replace(/\s/g, "");
}

function pathsOf(outline: Outline, kind: string): string[] {
  return outline.passages.filter((passage) => passage.kind === kind).map(({ path }) => path);
}

function bodyAt(outline: Outline, path: string): string | undefined {
  return outline.passages.find((passage) => passage.path === path)?.body;
}
