import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { advanceAll, recordHazard } from "../../src/hazards/report.ts";
import type { Step } from "../../src/hazards/step.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { FACTS, OFFICER, OWNER } from "../hazards/cases.ts";
import { type House, openHouse } from "../support/house.ts";
import { peopleOf, saidIn } from "../support/reporting.ts";

let house: House;
let people: ReturnType<typeof peopleOf>;
let recorded = 0;

const MAJOR = { do: "judge_level", level: "major", basis: "判定标准第三条" } satisfies Step;

beforeAll(async () => {
  house = await openHouse();
  people = peopleOf(house);
});
afterAll(() => house.close());

const world = () => house.simulator.world;

async function aCaseOf(district: string, steps: readonly Step[] = []): Promise<string> {
  recorded += 1;
  const needs = { db: house.db, now: house.clock.now };
  const facts = { ...FACTS, district };
  const { hazard } = await recordHazard(needs, { origin: `papers/${recorded}`, facts, reporter: OWNER }, async () => {});
  if (steps.length === 0) return hazard.id;
  const moved = await advanceAll(needs, { hazardId: hazard.id, version: 1, steps, actor: OFFICER }, async () => {});
  if (moved.kind !== "moved") throw new Error(moved.kind);
  return hazard.id;
}

async function answers(chat: string, act: () => unknown) {
  const before = saidIn(house, chat).length;
  await act();
  await house.settle(4);
  return saidIn(house, chat).slice(before);
}

const say = (name: string, text: string) =>
  answers(people.inPrivate(name), () => world().say(people.person(name), people.inPrivate(name), { text }));

async function textOf(file: { url: string } | undefined): Promise<string> {
  const response = await fetch(`${house.simulator.url}${file?.url}`);
  const parts = unzipSync(new Uint8Array(await response.arrayBuffer()));
  return strFromU8(parts["word/document.xml"] ?? new Uint8Array()).replace(/<[^>]+>/g, "");
}

describe("papers of a case", () => {
  test("come by words, as files, and the audit knows", async () => {
    const id = await aCaseOf("洛江区", [{ do: "accept" }, MAJOR]);
    const [said, file] = await say("李文清", `出 ${id} 的整改通知`);
    expect(said?.printed).toContain("《事故隐患整改通知书》随后发出");
    expect(file?.file?.name).toBe(`事故隐患整改通知书-${id}.docx`);
    expect(await textOf(file?.file)).toMatch(new RegExp(`${id}[\\s\\S]*万安鱼丸店|万安鱼丸店[\\s\\S]*${id}`));
    const both = await say("李文清", `请帮我做一份${id}的双报告`);
    expect(both.flatMap((message) => message.file?.name ?? [])).toHaveLength(2);
    const entries = await auditEntries(house.db, { after: "0", limit: 1000 });
    expect(entries.filter(({ action }) => action === "paper_made").map(({ subject, after }) => [subject.id, after])).toEqual([
      [id, { kind: "rectification" }],
      [id, { kind: "report-regulator" }],
      [id, { kind: "report-congress" }],
    ]);
  });

  test("come by the buttons of its card, those that fit it", async () => {
    const id = await aCaseOf("洛江区", [{ do: "accept" }]);
    const chat = people.inPrivate("李文清");
    const [card] = await say("李文清", id);
    const [chooser] = await answers(chat, () => world().pressButton(people.person("李文清"), card?.id ?? "", "出文书"));
    expect(chooser?.printed).toMatch(/\[整改通知\][\s\S]*\[移交单\]/);
    expect(chooser?.printed).not.toMatch(/复查意见书|挂牌|双报告/);
    const [file] = await answers(chat, () => world().pressButton(people.person("李文清"), chooser?.id ?? "", "移交单"));
    expect(file?.file?.name).toBe(`事故隐患移交单-${id}.docx`);
    expect(await textOf(file?.file)).toContain(id);
  });

  test("are refused for what a case is not, for somebody who may not, and for other districts", async () => {
    const id = await aCaseOf("洛江区");
    expect((await say("李文清", `${id} 挂牌督办通知书`))[0]?.printed).toMatch(/没有由人判定为重大隐患，不能出挂牌督办通知书/);
    expect((await say("李文清", "出一份整改通知"))[0]?.printed).toMatch(/请写上编号/);
    for (const [name, number] of [
      ["王建福", id],
      ["庄志强", id],
      ["李文清", await aCaseOf("泉港区")],
    ] as const) {
      const replies = await say(name, `出 ${number} 的整改通知`);
      expect(replies.map(({ file, printed }) => [file, printed])).toEqual([[undefined, `没有编号为 ${number} 的隐患。`]]);
    }
  });

  test("are not offered on a card that an owner reads, and a press of theirs gets none", async () => {
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from enterprises where name = '老福记酒楼'");
    recorded += 1;
    const facts = { ...FACTS, enterpriseId: rows[0]?.id };
    const reporter = { id: people.person("王建福"), role: "enterprise_principal" };
    const needs = { db: house.db, now: house.clock.now };
    const { hazard } = await recordHazard(needs, { origin: `papers/${recorded}`, facts, reporter }, async () => {});
    const [card] = await say("王建福", hazard.id);
    expect(card?.printed).toContain("[相关条款]");
    expect(card?.printed).not.toContain("[出文书]");
    const [refused] = await say("王建福", `出 ${hazard.id} 的整改通知`);
    expect(refused?.file).toBeUndefined();
    expect(refused?.printed).toMatch(/办理/);
  });
});

describe("the summary of major hazards of a quarter", () => {
  test("comes by words, of the asker's own district", async () => {
    const [own, foreign] = [await aCaseOf("洛江区", [{ do: "accept" }, MAJOR]), await aCaseOf("泉港区", [{ do: "accept" }, MAJOR])];
    const replies = await say("李文清", "本季度重大隐患汇总");
    const file = replies.find((reply) => reply.file)?.file;
    expect(file?.name).toBe("洛江区2026年第四季度重大事故隐患汇总.docx");
    const text = await textOf(file);
    expect(text).toContain(own);
    expect(text).not.toContain(foreign);
    expect((await say("王建福", "出上季度重大隐患汇总表")).map(({ file: none }) => none)).toEqual([undefined]);
  });
});
