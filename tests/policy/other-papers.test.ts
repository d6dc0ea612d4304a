import { expect, test } from "vitest";
import type { Ask } from "../../src/policy/asks.ts";
import { otherPaperAsked } from "../../src/policy/other-papers.ts";
import type { Unit } from "../../src/policy/units.ts";

const PLAN = {
  id: "luojiang-2024",
  title: "全区商务系统安全生产治本攻坚三年行动方案（2024—2026年）",
  issuer: "泉州市洛江区商务局",
  district: "洛江区",
  number: "泉洛商务〔2024〕19号",
  issuedOn: undefined,
  inForceFrom: undefined,
  inForceTo: undefined,
  supersededBy: undefined,
} as const;
const CITED = { name: "《……的通知》", number: "泉商务〔2024〕43号", unit: {} as Unit };
const NAMED = ["大型群众性活动安全管理条例", "餐饮业经营管理办法", "泉港区党政领导干部安全生产责任制实施细则"];

function asked(plain: string, { ask = "content", documents = [PLAN] }: { ask?: Ask; documents?: (typeof PLAN)[] } = {}) {
  return otherPaperAsked({ plain, ask }, { documents, cited: [CITED], named: NAMED });
}

test.each([
  ["住建局的燃气整治方案对小餐馆怎么要求", "住建局"],
  ["消防大队那份通知要求多久查一次", "消防大队"],
  ["应急管理局印发的三年行动方案分几块", "应急管理局"],
  ["洛江区文旅局的方案对民宿怎么规定", "文旅局"],
  ["市里的通知对商场怎么要求", "市里"],
  ["省商务厅那个方案里演练几次", "省商务厅"],
  ["国务院安委会考评验收标准里有哪些指标", "国务院安委会"],
])("%s: what another body's plan says is not ours to tell", (plain, body) => {
  expect(asked(plain)).toEqual({ kind: "of", body });
});

test.each(["市商务局43号文第三部分具体怎么写的", "那个43号文件里对餐饮有啥要求", "泉商务〔2024〕43号的附件是什么内容"])(
  "%s: of a paper that is cited, name and number stand here, and nothing else",
  (plain) => {
    expect(asked(plain)?.kind).toBe("cited");
  },
);

test.each([
  ["《大型群众性活动安全管理条例》第六条怎么规定的", "大型群众性活动安全管理条例"],
  ["餐饮业经营管理办法里对燃气怎么说", "餐饮业经营管理办法"],
  ["党政领导干部安全生产责任制实施细则里局长要干啥", "泉港区党政领导干部安全生产责任制实施细则"],
  ["安全生产法第三十六条写了啥", "安全生产法"],
  ["那消防法对商场有什么规定", "消防法"],
])("%s: a law is not among the plans", (plain, name) => {
  expect(asked(plain)).toEqual({ kind: "law", name });
});

test.each([
  "洛江商务局的方案对餐饮燃气怎么要求",
  "燃气整治是住建局牵头还是商务局自己搞，方案怎么写",
  "方案里要求跟消防部门怎么配合",
  "隐患移交给应急局要填什么文件",
  "宣贯《餐饮业经营管理办法》那条，完成时限写的啥",
  "按照《大型群众性活动安全管理条例》要制定什么",
  "对《餐饮业经营管理办法》要怎么做",
  "省里的细化措施洛江方案写几项",
  "推进城市安全发展的实施方案里怎么说",
  "消防应急方案多久演练一次",
  "洛江的做法对企业有什么要求",
  "监管执法对企业有什么要求",
])("%s: is asked of our own plans", (plain) => {
  expect(asked(plain)).toBeUndefined();
});

test("the number of a paper above ours is told by whoever cites it", () => {
  expect(asked("市里的通知是几号文", { ask: "document_number" })).toBeUndefined();
  expect(asked("43号文叫什么", { ask: "called" })).toBeUndefined();
});

test("a paper of another body is ours where it was given to us", () => {
  const theirs = { ...PLAN, title: "城镇燃气安全专项整治方案", issuer: "泉州市洛江区住房和城乡建设局" } as unknown as typeof PLAN;
  expect(asked("住建局的方案对小餐馆怎么要求", { documents: [theirs] })).toBeUndefined();
});
