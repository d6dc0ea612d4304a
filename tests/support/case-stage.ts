import { SECOND_MS } from "../../src/clock.ts";
import { findHazard } from "../../src/hazards/ledger.ts";
import type { World } from "../../src/simulator/world.ts";
import type { House } from "./house.ts";
import { aPhoto, peopleOf, saidIn } from "./reporting.ts";

/** A case on its way through the whole house: who says and presses what, and what stands in which chat. */
export function caseStage(house: House) {
  const { person, group, inPrivate } = peopleOf(house);
  const world = () => house.simulator.world;
  const duty = group("洛江区商务局安全");

  async function say(name: string, chat: string, words: Parameters<World["say"]>[2]) {
    house.clock.advance(SECOND_MS);
    const message = world().say(person(name), chat, words);
    await house.settle(3);
    return message;
  }

  /** The latest card of the case in a chat. */
  function cardIn(chat: string, id: string) {
    const card = saidIn(house, chat).findLast(({ printed }) => printed.startsWith(`# ${id} `));
    if (!card) throw new Error(`no card of ${id} in ${chat}`);
    return card;
  }

  async function press(name: string, messageId: string, label: string, form?: Record<string, unknown>) {
    const result = await world().pressButton(person(name), messageId, label, form);
    await house.settle(5);
    return result.toast?.content;
  }

  /** An owner reports in private; the number of the case. */
  async function reported(words = "我店后厨灶台边的煤气软管老化开裂了", left = 20): Promise<string> {
    const chat = inPrivate("王建福");
    await say("王建福", chat, { text: words, images: [await aPhoto(left)] });
    const draft = saidIn(house, chat).findLast(({ printed }) => printed.startsWith("# 隐患上报"));
    await press("王建福", draft?.id ?? "", "确认上报");
    const receipt = saidIn(house, chat).findLast(({ printed }) => printed.startsWith("# 已登记"));
    const id = /YH-\d{8}-\d{3}/.exec(receipt?.printed ?? "")?.[0];
    if (id === undefined) throw new Error("nothing was recorded");
    return id;
  }

  const hazard = async (id: string) => {
    const found = await findHazard(house.db, id);
    if (!found) throw new Error(`${id} is not in the ledger`);
    return found;
  };

  return { person, group, inPrivate, world, duty, say, cardIn, press, reported, hazard, saidIn: (chat: string) => saidIn(house, chat) };
}
