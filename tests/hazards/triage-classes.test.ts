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

describe("an emergency is heard in whatever words", () => {
  test.each([
    ["shut in", "阿姐被反锁在冷冻间 里面没信号", "people"],
    ["caught by a machine", "师傅的围裙卷进压面机 拉不出来", "people"],
    ["fumes", "包厢里烧炭 两个客人趴桌上摇不醒", "people"],
    ["gas that cannot be stopped", "角阀砸坏了 气堵不住", "gas"],
    ["fire that breaks out again", "刚扑灭又窜起来了", "fire"],
    ["fire without the word", "仓库里噼里啪啦 窗户通红", "fire"],
    ["a dangerous thing, a violent event, people in it", "货架整排倒下来 压着三个顾客", "collapse"],
    ["a rescue that is not over", "有一个救出来了 里面还有人没出来 烟很大", "smoke"],
  ])("%s", (_, said, kind) => {
    expect(triage(said).emergency).toBe(kind);
  });
});

describe("what is over or taken back alarms nobody", () => {
  test.each(["困在电梯里的人已经放出来了", "刚才说漏气是我闻错了 是油漆味", "搞错了 不是着火 是舞台放的烟", "真着火了要先报警还是先疏散"])(
    "%s",
    (said) => {
      expect(triage(said)).toMatchObject({ isHazard: false, emergency: undefined });
    },
  );
  test("unless it broke out again", () => {
    expect(triage("火灭了 现在又烧起来了").emergency).toBe("fire");
  });
});

describe("an opinion that is asked about a fact", () => {
  test("leaves the fact a report", () => {
    const { intent, hazards } = triage("请问河市顺发超市把疏散门用铁丝绑起来 这样允许吗");
    expect([intent, hazards[0]?.enterprise]).toEqual(["report_hazard", "顺发超市"]);
  });
  test("is a question where no place is meant", () => {
    expect(triage("把疏散门锁起来 这样允许吗")).toMatchObject({ intent: "question", isHazard: false });
  });
});

describe("words of hazards that report none", () => {
  test.each([
    ["denied", "通道没堵 灭火器没过期"],
    ["promised", "收到 电箱那边我去处理"],
    ["announced", "后天检查组到马甲 重点看燃气软管"],
    ["ordered of everybody", "各门店注意，月底前更换老化软管"],
    ["long ago", "小时候村里鞭炮厂炸过"],
    ["the way to report asked", "看到有人占用疏散通道 走哪个渠道反映"],
    ["for sale", "高价收旧电瓶 废电线 价格好商量"],
  ])("%s: %s", (_, said) => {
    expect(triage(said)).toMatchObject({ isHazard: false, emergency: undefined });
  });
  test.each([
    ["not locked where it should be", "双阳永旺加油站卸油口没锁"],
    ["switched off is no promise", "河市阿强烤肉店 我去看了报警器被他们拔了"],
    ["welded shut", "双阳清泉浴室后面的出口直接焊死了"],
    ["an opened wall", "河市阿强烤肉店把承重墙打通了"],
    ["expired at a house that sells food", "双阳阿强烤肉店的灭火器都过期了"],
    ["told with an announcement", "明天检查组要来 可是双阳阿强烤肉店的灭火器都过期了"],
  ])("but %s is one: %s", (_, said) => {
    expect(triage(said).isHazard).toBe(true);
  });
});

describe("a name", () => {
  test.each([
    ["visited", "今天抽查金谷粮油 配电箱没门", "金谷粮油"],
    ["told of late", "灶边放甲醇 在河市 好像叫宏达鞋业", "宏达鞋业"],
    ["read on to what the house is", "煤气罐没固定 罗溪阿水海鲜酒楼", "阿水海鲜酒楼"],
    ["of a mall alone", "安全门前堆满货 福满城", "福满城"],
  ])("%s: %s", (_, said, name) => {
    expect(triage(said).hazards[0]?.enterprise).toBe(name);
  });
  test.each(["二十几块电瓶放店里充一晚上 万安街道", "阿姐说市场的消防栓没水", "地上棉絮铺一层 双阳", "灭火器过期了 上面写的去年就到期"])(
    "is no phrase: %s",
    (said) => {
      expect(triage(said).hazards[0]?.enterprise).toBeNull();
    },
  );
});

test("a mall is said once in a place", () => {
  expect(triage("双阳吾悦广场二楼安全出口锁着").hazards[0]?.place).toBe("双阳街道吾悦广场（二楼）");
});

describe("that something is wrong, and not what", () => {
  test.each(["我们店后门这里有隐患", "河市镇顺发超市二楼有重大隐患", "万安街道老王烧烤很不安全"])(
    "is a report that lacks its description: %s",
    (message) => {
      const { isHazard, hazards, missingFields } = triage(message);
      expect({ isHazard, missing: missingFields.includes("description") }).toEqual({ isHazard: true, missing: true });
      expect(hazards.map(({ description }) => description)).toEqual([""]);
    },
  );

  test.each([
    ["河市镇顺发超市消防通道有问题", "消防通道有问题"],
    ["顺发超市的电线有安全隐患，河市镇", "电线有安全隐患"],
    ["后厨很危险，煤气管裂了", "煤气管裂了"],
  ])("is a description with what it is said of: %s", (message, words) => {
    const { hazards, missingFields } = triage(message);
    expect(missingFields).not.toContain("description");
    expect(hazards.map(({ description }) => description).join()).toContain(words);
  });

  test.each(["有问题可以随时联系我", "消防检查有问题吗", "消防通道没有问题"])(
    "is no report where nothing is said to be wrong: %s",
    (message) => {
      expect(triage(message).isHazard).toBe(false);
    },
  );
});
