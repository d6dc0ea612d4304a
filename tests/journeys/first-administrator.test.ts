import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "../../src/clock.ts";
import { issueFirstAdministratorCode } from "../../src/registry/first-administrator.ts";
import { texts } from "../../src/texts/registry.ts";
import { collectedLog } from "../support/collected-log.ts";
import { runCommand, variablesOf } from "../support/command.ts";
import type { TestHome } from "../support/database.ts";
import { type House, openHouse } from "../support/house.ts";
import { createStartHome } from "../support/start-home.ts";

const { log, lines } = collectedLog();
const CODE = /我是管理员 ([0-9A-Z-]{14})/;

let house: House;
let home: TestHome;
beforeAll(async () => {
  home = await createStartHome();
  house = await openHouse({ log });
});
afterAll(async () => {
  await house.close();
  await home.remove();
});

/** What the bot says to `text`, in private or in the group of that name. */
async function say(name: string, text: string, group?: string): Promise<string | undefined> {
  const { world } = house.simulator;
  const person = world.people().find((one) => one.name === name)?.id ?? "";
  const chat = group === undefined ? world.privateChat(person).id : (world.chats(person).find((one) => one.name === group)?.id ?? "");
  world.say(person, chat, { text, mentionBot: group !== undefined });
  await house.settle(3);
  return world.messages(chat).findLast((message) => message.sender === "bot")?.text;
}

test("a wrong code is refused politely, in a group it is not asked for, and who tries too often must wait", async () => {
  const { refused, onlyPrivate, tooOften } = texts.firstAdministrator;
  expect(await say("吴秀兰", "我是管理员 ABCD-EFGH-JKLM", "洛江区餐饮企业安全联络群")).toBe(onlyPrivate);
  const tries = [
    await say("吴秀兰", "我是管理员 ABCD-EFGH-JKLM"),
    await say("吴秀兰", "我是管理员：ABCDEFGHJKLM。"),
    await say("吴秀兰", "我是管理员abcd"),
  ];
  expect(tries).toEqual([refused, refused, refused]);
  const code = await issueFirstAdministratorCode(house.db, house.clock.now());
  expect(await say("吴秀兰", `我是管理员 ${code}`)).toBe(tooOften);
  expect(await issueFirstAdministratorCode(house.db, house.clock.now())).toBeDefined();

  house.clock.advance(6 * MINUTE_MS);
  expect(await say("吴秀兰", `我是管理员 ${code}`)).toBe(texts.firstAdministrator.welcome);
  expect(await issueFirstAdministratorCode(house.db, house.clock.now())).toBeUndefined();
  expect(await say("王建福", `我是管理员 ${code}`)).toBe(refused);
  expect(JSON.stringify(lines)).not.toContain(String(code));
});

test("the terminal shows a code until somebody has claimed one", async () => {
  const start = () => runCommand(["start"], { PORT: "0", ...variablesOf(home) });
  const first = start();
  const shown = await first.saying(CODE);
  const url = String(/http:\/\/localhost:\d+/.exec(shown)?.[0]);
  const { people } = await json(`${url}/simulator/state`);
  const person = people[0].id;
  const { chats } = await json(`${url}/simulator/state?person=${person}`);
  const chat = chats.find((one: { kind: string }) => one.kind === "private").id;
  await json(`${url}/simulator/chats/${chat}/messages`, { person, text: `我是管理员 ${CODE.exec(shown)?.[1]}` });
  const heard = async () => (await json(`${url}/simulator/chats/${chat}/messages?person=${person}`)).messages.at(-1).text;
  await expect.poll(heard, { timeout: 20_000 }).toBe(texts.firstAdministrator.welcome);
  await first.kill("SIGTERM");

  const second = start();
  await second.saying(/http:\/\/localhost/);
  const { stdout } = await second.kill("SIGTERM");
  expect(stdout).not.toMatch(CODE);
});

async function json(url: string, body?: object) {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
