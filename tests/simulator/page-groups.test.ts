import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Bench, closeBenches, type Event, openBench, PATIENT, recorder } from "./bench.ts";

closeBenches();

async function post({ simulator }: Pick<Bench, "simulator">, path: string, body: object) {
  const answer = await fetch(`${simulator.url}/simulator${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: (await answer.json()) as { chat?: { id: string }; error?: { text: string } } };
}

const CHAT_EVENTS = ["im.chat.member.bot.added_v1", "im.chat.member.bot.deleted_v1", "im.chat.updated_v1", "im.chat.disbanded_v1"];

test("a group opened on the page holds whom one chose, and the bot hears of every change", async () => {
  const bench = await openBench();
  const { world } = bench.simulator;
  const heard: (Event & { chat_id?: string; object?: { open_id: string } })[] = [];
  await bench.connect(Object.fromEntries(CHAT_EVENTS.map((type) => [type, async (event: Event) => void heard.push(event)])));
  const wang = world.people().find(({ name }) => name === "王建福");

  const opened = await post(bench, "/chats", { person: bench.li.id, name: "马甲餐饮群", members: [wang?.id] });
  const chatId = opened.body.chat?.id ?? "";
  expect(world.chat(chatId)).toMatchObject({ name: "马甲餐饮群", members: [bench.li.id, wang?.id], botPresent: true, external: false });

  await post(bench, `/chats/${chatId}/change`, { person: bench.li.id, change: "rename", name: "马甲镇餐饮群" });
  await post(bench, `/chats/${chatId}/change`, { person: bench.li.id, change: "remove_bot" });
  await post(bench, `/chats/${chatId}/change`, { person: bench.li.id, change: "add_bot" });
  await post(bench, `/chats/${chatId}/change`, { person: bench.li.id, change: "dissolve" });
  const twice = await post(bench, `/chats/${chatId}/change`, { person: bench.li.id, change: "dissolve" });
  expect(twice.status).toBe(409);
  await expect
    .poll(() => heard.map((event) => event.event_type).sort(), PATIENT)
    .toEqual(
      [
        "im.chat.member.bot.added_v1",
        "im.chat.updated_v1",
        "im.chat.member.bot.deleted_v1",
        "im.chat.member.bot.added_v1",
        "im.chat.disbanded_v1",
      ].sort(),
    );
  expect(new Set(heard.map((event) => event.chat_id))).toEqual(new Set([chatId]));
});

test("whoever is not in a group cannot change it, and a private chat is no group", async () => {
  const bench = await openBench();
  const { world } = bench.simulator;
  const zheng = world.people().find(({ name }) => name === "郑晓燕");
  const refused = await post(bench, `/chats/${bench.group.id}/change`, { person: zheng?.id, change: "dissolve" });
  expect(refused.status).toBe(404);
  const own = world.privateChat(bench.li.id).id;
  expect((await post(bench, `/chats/${own}/change`, { person: bench.li.id, change: "dissolve" })).status).toBe(404);
  expect((await post(bench, "/chats", { person: bench.li.id, name: "  ", members: [] })).status).toBe(400);
  expect(world.chat(bench.group.id).dissolved).toBe(false);
});

test("a group that was opened stands there again after a restart", async () => {
  const directory = await mkdtemp(join(tmpdir(), "anxun-groups-"));
  const journal = join(directory, "simulator.jsonl");
  const first = await openBench({ journal });
  const { id } = first.simulator.world.openGroup({ name: "万安群", members: [first.li.id], withBot: true, external: true });
  await first.simulator.close();
  // The second start shortens the journal, the third reads what the second wrote.
  for (const bench of [await openBench({ journal }), await openBench({ journal })]) {
    expect(bench.simulator.world.chat(id)).toMatchObject({ name: "万安群", external: true, botPresent: true });
  }
  await rm(directory, { recursive: true });
});

test("the bot hears that somebody left, and that somebody is called otherwise", async () => {
  const bench = await openBench();
  const left = recorder();
  await bench.connect({
    "contact.user.deleted_v3": left.handle,
    "contact.user.updated_v3": left.handle,
  });
  bench.simulator.world.renamePerson(bench.li.id, "李文青");
  bench.simulator.world.setStanding(bench.li.id, "resigned");
  await expect.poll(() => left.events.length, PATIENT).toBe(2);
  expect(left.events).toMatchObject([
    { event_type: "contact.user.updated_v3", object: { open_id: bench.li.id, name: "李文青" }, old_object: { name: "李文清" } },
    { event_type: "contact.user.deleted_v3", object: { open_id: bench.li.id } },
  ]);
});
