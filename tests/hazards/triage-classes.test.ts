import { describe, expect, test } from "vitest";
import { triage } from "../../src/hazards/triage.ts";

/** Classes of the language that were taken for one another; each line stands for its kind. */

describe("a question about the plans that names a hazard reports none", () => {
  test.each([
    ["short, with a district", "洛江燃气整治啥时候完成"],
    ["who looks at it", "万安街道燃气隐患谁来查"],
    ["whose business it is", "电动车进楼充电谁来管"],
    ["until which month", "洛江打通生命通道行动到几月"],
    ["how many of what", "疏散指示灯要隔几米装一个"],
    ["what it is called", "灭火器过期属于啥隐患"],
    ["what follows", "疏散通道堆杂物什么后果"],
  ])("%s", (_, said) => {
    expect(triage(said)).toMatchObject({ isHazard: false, emergency: undefined });
  });
});

describe("a report in the shape of a question is one", () => {
  test.each(["后厨煤气管老化没人管吗", "消防通道又堵了没人清吗", "河市街消防通道堵死了有人管没", "应急灯不亮了"])("%s", (said) => {
    expect(triage(said).isHazard).toBe(true);
  });
});

describe("a figure of speech alarms nobody, the thing itself does", () => {
  test.each(["热得像着火", "忙得冒烟", "气炸了", "这家店最近火了", "这价格跳水塌了", "人设崩塌了", "忙得脚不沾地要晕倒了", "系统崩了"])(
    "%s",
    (said) => {
      expect(triage(said)).toMatchObject({ isHazard: false, emergency: undefined });
    },
  );
  test.each([
    ["后厨起明火了", "fire"],
    ["二楼火苗窜出来了", "fire"],
    ["锅炉要爆了", "fire"],
    ["烟从通风口往外涌", "smoke"],
    ["热得员工晕倒了", "people"],
    ["招牌快掉下来砸人了", "collapse"],
  ])("%s: %s", (said, kind) => {
    expect(triage(said).emergency).toBe(kind);
  });
});
