import { describe, expect, test } from "vitest";
import { type Finding, isBare } from "../../src/duties/finding.ts";
import { readFindings } from "../../src/duties/read-text.ts";

/** Sentences in the manner of plans of other bureaus; none of them is from a plan that we have. */
function read(text: string): Finding[] {
  return readFindings(text, { clause: "一", from: 0, year: 2026, heading: undefined });
}

/** What tells a time, without activities that tell none. */
function told(text: string) {
  return read(text).filter((finding) => !isBare(finding));
}

const QUARTERS = "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1";
const HALVES = "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1";
const YEARS = "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31";
const MONTHS = "FREQ=MONTHLY;BYMONTHDAY=-1";
const WEEKS = "FREQ=WEEKLY;BYDAY=SU";

describe("a frequency", () => {
  test.each([
    ["各镇街安监站每季度组织一次拉网式检查。", QUARTERS, true],
    ["酒店每个季度至少开展两次消防设施检测。", QUARTERS, true],
    ["区局于每季度末前汇总整改情况。", QUARTERS, false],
    ["每季度首月5日前，各单位上报上季度报表。", "FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=5", false],
    ["每季度最后一个月20日前报送小结。", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20", false],
    ["经营单位每半年开展不少于一次的应急演练。", HALVES, true],
    ["半年一考核，考核结果通报全系统。", HALVES, true],
    ["每年上半年完成一次普查。", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", true],
    ["每年3月底前制定培训方案。", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1", false],
    ["各科室应于每年的十二月二十五日前提交总结。", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25", false],
    ["每年第一季度召开一次全体会议。", "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1", true],
    ["每年年底前对承包商评价一次。", YEARS, false],
    ["安全管理机构每年对规章制度评审一遍。", YEARS, true],
    ["每年6月组织观摩活动。", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1", true],
    ["每月至少巡查三次重点部位。", MONTHS, true],
    ["每月10日前报送上月数据。", "FREQ=MONTHLY;BYMONTHDAY=10", false],
    ["各企业次月5日前填报台账。", "FREQ=MONTHLY;BYMONTHDAY=5", false],
    ["每月底前更新一次风险清单。", MONTHS, false],
    ["每月30日前完成系统填报。", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", false],
    ["每月上旬召开碰头会。", "FREQ=MONTHLY;BYMONTHDAY=10", false],
    ["每旬报送一次进度。", "FREQ=MONTHLY;BYMONTHDAY=10,20,-1", true],
    ["每半个月开展一次夜查。", "FREQ=MONTHLY;BYMONTHDAY=15,-1", true],
    ["商场每周对消防通道检查一次。", WEEKS, true],
    ["每周五前上报本周情况。", "FREQ=WEEKLY;BYDAY=FR", false],
    ["每两周抽查一批门店。", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", true],
    ["加油站每日开展班前检查。", "FREQ=DAILY", false],
    ["每工作日上报值守情况。", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", false],
    ["防雷装置每两年检测一次。", "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31", true],
    ["每三个月清洗一次油烟管道。", QUARTERS, true],
    ["每6个月维护一次报警装置。", HALVES, true],
    ["一月一调度，压实各方责任。", MONTHS, true],
    ["实行季通报制度，推动工作落实。", QUARTERS, true],
    ["培训不少于2次/年。", YEARS, true],
    ["各所每月制定执法计划，报分管领导审定。", "FREQ=MONTHLY;BYMONTHDAY=1", true],
    ["每月上报检查计划完成情况。", MONTHS, true],
  ])("%s", (text, rule, isInferred) => {
    const [finding] = told(text);
    expect(finding?.recurrence).toEqual({ kind: "periodic", rules: [rule] });
    expect(finding?.inferred.length !== 0).toBe(isInferred);
  });

  test("two days a year are two rules", () => {
    expect(told("每年6月30日和12月31日前报送半年度工作情况。")[0]?.recurrence).toEqual({
      kind: "periodic",
      rules: ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"],
    });
  });

  test.each([
    "要定期研判行业安全形势。",
    "不定期开展暗访抽查。",
    "经常性组织从业人员学习。",
    "适时组织第三方评估。",
    "持续开展“敲门行动”。",
    "长期坚持隐患排查治理。",
    "常态化开展联合检查。",
  ])("is not made up: %s", (text) => {
    expect(told(text).map(({ recurrence }) => recurrence.kind)).toEqual(["unspecified"]);
  });

  test.each([
    "每年因违规动火引发的火灾占比较高。",
    "每户居民应当配备灭火器。",
    "保障周边群众安全。",
    "日常巡查由属地负责。",
    "在规定期限内整改完毕。",
    "每年2月30日前报送。",
  ])("is not seen where none is: %s", (text) => {
    expect(told(text).filter(({ recurrence }) => recurrence.kind === "periodic" || recurrence.kind === "dated")).toEqual([]);
  });
});

describe("a date", () => {
  test.each([
    ["2027年3月31日前完成全部整改。", "2027-03-31", false],
    ["2026年9月底前建成监测平台。", "2026-09-30", false],
    ["到2028年，基本建成长效机制。", "2028-12-31", false],
    ["力争2026年底前实现应改尽改。", "2026-12-31", false],
    ["2026年，全面推广智能报警装置。", "2026-12-31", true],
    ["2026年第二季度开展集中培训。", "2026-06-30", true],
    ["2027年上半年完成验收销号。", "2027-06-30", true],
    ["8月15日前将自查报告报区局。", "2026-08-15", true],
    ["各镇街建立隐患清册，2026年5月底前完成。", "2026-05-31", false],
    ["二〇二六年十月底前全部销号。", "2026-10-31", false],
  ])("%s", (text, day, isInferred) => {
    const [finding] = told(text);
    expect(finding?.recurrence).toEqual({ kind: "dated", days: [day] });
    expect(finding?.inferred.length !== 0).toBe(isInferred);
  });

  test("stages of one sentence are goals of their own", () => {
    const goals = told("2026年底前建立清单，2027年底前完成治理，2028年底前形成机制。");
    expect(goals.map(({ duty }) => duty)).toEqual(["建立清单", "完成治理", "形成机制"]);
    expect(goals.map(({ source }) => source.quote)[1]).toBe("2027年底前完成治理");
  });

  test.each([
    "本办法自2026年5月1日起施行，有效期至2028年4月30日。",
    "2024年全市召开的会议要求加强管理。",
    "2025年全区共发生火灾12起，同比下降8%。",
    "7月、8月为高温期，各网点要做好防暑降温。",
    "2026年至2028年，每年评选10家示范企业。",
    "截至2025年底，共有商场三十家。",
  ])("is not what the sentence asks for: %s", (text) => {
    expect(told(text).filter(({ recurrence }) => recurrence.kind === "dated")).toEqual([]);
  });
});

describe("an event", () => {
  test.each([
    ["每场展会审批时，应核验消防手续。", /每场展会审批时/],
    ["发现重大隐患的，应当立即停业并上报。", /^发现重大隐患的/],
    ["确需夜间施工的，须提前2个工作日报备。", /^确需夜间施工的/],
    ["接到投诉举报后，3日内核查处理。", /^接到投诉举报后/],
    ["对于逾期未改的企业，依法移送处理。", /^对于逾期未改的企业/],
    ["台风来临前，通知沿街商户加固招牌。", /台风来临前/],
    ["新入职员工须经三级教育。", /^新入职/],
    ["每年汛期前检查排水设施。", /汛期前/],
    ["遇有极端天气，要及时发布预警。", /^遇有极端天气/],
    ["必要时每日会商。", /^必要时$/],
    ["节前3个工作日，各街道报送检查情况。", /^节前3个工作日$/],
    ["及时通报典型案例。", /^及时$/],
  ])("%s", (text, trigger) => {
    const [finding] = told(text);
    expect(finding?.recurrence).toMatchObject({ kind: "event", trigger: expect.stringMatching(trigger) });
  });

  test("a launch happens once", () => {
    expect(told("主要领导要亲自主持召开动员大会。")[0]?.recurrence).toMatchObject({ kind: "event", isLaunch: true });
  });
});

describe("who", () => {
  test.each([
    ["各镇街安监站每季度组织一次拉网式检查。", "各镇街安监站", "stated"],
    ["督促农贸市场每周开展一次用电检查。", "农贸市场", "stated"],
    ["指导辖区餐饮企业每月清洗一次烟道。", "辖区餐饮企业", "stated"],
    ["各街道办事处，区属各公司要每月报送一次进度。", "各街道办事处、区属各公司", "stated"],
    ["每月25日前各镇政府报送进展。", "各镇政府", "stated"],
    ["流通科要牵头制定标准。每半年召开一次推进会。", "流通科", "context"],
  ])("%s", (text, name, basis) => {
    expect(told(text)[0]?.performer).toEqual({ name, basis });
  });

  test("each has its own frequency where they are told respectively", () => {
    const each = told("局长、科长、专干分别按照每季度、每月、每周的频次下沉一线。").map(({ performer, recurrence }) => [
      performer?.name,
      recurrence,
    ]);
    expect(each).toEqual([
      ["局长", { kind: "periodic", rules: [QUARTERS] }],
      ["科长", { kind: "periodic", rules: [MONTHS] }],
      ["专干", { kind: "periodic", rules: [WEEKS] }],
    ]);
  });

  test("nobody is named where nobody is", () => {
    expect(told("每季度开展一次应急演练。")[0]?.performer).toBeUndefined();
  });
});
