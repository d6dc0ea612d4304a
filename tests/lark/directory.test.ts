import { afterAll, beforeAll, expect, test } from "vitest";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import type { Directory } from "../../src/messenger.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { testClock } from "../support/clock.ts";

let simulator: Simulator & { url: string };
let directory: Directory;
beforeAll(async () => {
  const clock = testClock();
  const log = createLog("silent");
  simulator = await startSimulator({ now: clock.now, log });
  const config = {
    ...simulator.credentials,
    domain: simulator.url,
    transport: "long_connection" as const,
    verificationToken: undefined,
    encryptKey: undefined,
  };
  directory = createMessenger({ config, now: clock.now, log });
});
afterAll(() => simulator.close());

const li = () => simulator.world.people().find(({ name }) => name === "李文清")?.id ?? "";

test("a person is told with post and departments by name, and whether they left", async () => {
  const contact = { openId: li(), name: "李文清", title: "洛江区商务局商贸流通股 股长", departments: ["洛江区商务局"], resigned: false };
  expect(await directory.contact(li())).toEqual(contact);
  simulator.world.setStanding(li(), "resigned");
  expect(await directory.contact(li())).toEqual({ ...contact, resigned: true });
  simulator.world.setStanding(li(), "active");
});

test("without the scope for departments a person is told all the same", async () => {
  await Promise.all([
    simulator.faults.next("GET /open-apis/contact/v3/departments/:department_id", { kind: "refuse", code: 99991672 }),
    expect(directory.contact(li())).resolves.toMatchObject({ name: "李文清", departments: [] }),
  ]);
});

test("somebody out of range is refused, and an id that is none does not reach the platform", async () => {
  simulator.world.setStanding(li(), "unavailable");
  await expect(directory.contact(li())).rejects.toMatchObject({ refusal: "refused" });
  simulator.world.setStanding(li(), "active");
  await expect(directory.contact("../users")).rejects.toMatchObject({ refusal: "refused" });
});

test("the people of a group come without the bot, and of a group without us not at all", async () => {
  const people = simulator.world.people().map(({ id }) => id);
  const { id } = simulator.world.openGroup({ name: "大群", members: people, withBot: true });
  expect((await directory.members(id)).map(({ openId }) => openId)).toEqual(people);
  const left = simulator.world.openGroup({ name: "没有机器人的群", members: people, withBot: false });
  await expect(directory.members(left.id)).rejects.toMatchObject({ refusal: "gone" });
});
