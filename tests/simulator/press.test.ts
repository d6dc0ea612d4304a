import { describe, expect, test } from "vitest";
import { callbackButton, markdown } from "../../src/card.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { codeOf } from "../support/lark-sdk.ts";
import { closeBenches, openBench, recorder } from "./bench.ts";
import { cardOf, FORM, idOfCard } from "./cards.ts";

closeBenches();

describe("pressing", () => {
  const CLAIM = cardOf(callbackButton("认领", { do: "claim" }));

  test("the bot's toast and card come back, and everybody sees the card", async () => {
    const bench = await openBench();
    const done = cardOf(markdown("已认领"));
    const pressed = recorder(() => ({ toast: { type: "success", content: "好" }, card: { type: "raw", data: done } }));
    await bench.connect({ "card.action.trigger": pressed.handle });
    const id = await idOfCard(bench, CLAIM);

    const result = await bench.simulator.world.pressButton(bench.li.id, id, "认领");

    expect(result).toEqual({ toast: { type: "success", content: "好" }, card: done });
    expect(bench.simulator.world.message(id).card).toEqual(done);
    expect(pressed.events[0]).toMatchObject({
      operator: { open_id: bench.li.id },
      token: expect.stringMatching(/^c-/),
      action: { tag: "button", value: { do: "claim" } },
      context: { open_message_id: id, open_chat_id: bench.group.id },
    });
  });

  test.each<[string, number, () => unknown]>([
    ["a handler that fails", 200671, () => Promise.reject(new Error("no"))],
    ["nothing at all", 200672, () => undefined],
    ["something that is no answer", 200672, () => ({ toast: "ok" })],
    ["a card that is wrong", 200673, () => ({ card: { type: "raw", data: cardOf({ tag: "note" }) } })],
    ["a card of JSON 1.0", 200830, () => ({ card: { type: "raw", data: { elements: [] } } })],
  ])("%s shows as %i and changes nothing", async (_what, code, answer) => {
    const bench = await openBench();
    await bench.connect({ "card.action.trigger": recorder(answer).handle });
    const id = await idOfCard(bench, CLAIM);
    const result = await bench.simulator.world.pressButton(bench.li.id, id, "认领");
    expect(result).toEqual({ error: { code, text: `出错了，请稍后重试 code: ${code}` } });
    expect(bench.simulator.world.message(id).card).toEqual(CLAIM);
  });

  test("an empty object changes nothing and shows nothing", async () => {
    const bench = await openBench();
    await bench.connect({ "card.action.trigger": recorder(() => ({})).handle });
    expect(await bench.simulator.world.pressButton(bench.li.id, await idOfCard(bench, CLAIM), "认领")).toEqual({});
  });

  test("a bot that takes longer than three seconds is given up, and is not asked again", async () => {
    const bench = await openBench();
    const gate = Promise.withResolvers<object>();
    const pressed = recorder(() => gate.promise);
    await bench.connect({ "card.action.trigger": pressed.handle });
    const result = bench.simulator.world.pressButton(bench.li.id, await idOfCard(bench, CLAIM), "认领");
    await pressed.next();
    bench.clock.advance(3 * SECOND_MS);
    bench.simulator.tick();
    expect(await result).toMatchObject({ error: { code: 200341 } });
    gate.resolve({});
    bench.clock.advance(15 * SECOND_MS);
    bench.simulator.tick();
    expect(bench.simulator.unacknowledged()).toBe(0);
    expect(pressed.events).toHaveLength(1);
  });

  test("without a bot there is 200340", async () => {
    const bench = await openBench();
    expect(await bench.simulator.world.pressButton(bench.li.id, await idOfCard(bench, CLAIM), "认领")).toMatchObject({
      error: { code: 200340 },
    });
  });

  test("a form sends its fields under their names, and not without the required ones", async () => {
    const bench = await openBench();
    const pressed = recorder(() => ({}));
    await bench.connect({ "card.action.trigger": pressed.handle });
    const id = await idOfCard(bench, cardOf(FORM));
    await expect(bench.simulator.world.pressButton(bench.li.id, id, "提交")).rejects.toThrow("请先填写必填项：地点");
    await bench.simulator.world.pressButton(bench.li.id, id, "提交", { place: "后厨" });
    expect(pressed.events.map(({ action }) => action)).toEqual([
      expect.objectContaining({ name: "submit", value: { do: "report" }, form_value: { place: "后厨", remark: "", kind: "fire" } }),
    ]);
  });

  test("a button that the card does not have, or a stranger's press, is refused", async () => {
    const bench = await openBench();
    const { world } = bench.simulator;
    const id = await idOfCard(bench, CLAIM);
    const stranger = world.people().find((person) => !bench.group.members.includes(person.id))?.id ?? "";
    await expect(world.press(bench.li.id, id, { value: { do: "delete" } })).rejects.toThrow("没有这个按钮");
    await expect(world.press(stranger, id, { value: { do: "claim" } })).rejects.toThrow("没有这个会话");
  });

  test("while a press is answered the card is locked; its token updates the card twice within half an hour", async () => {
    const bench = await openBench();
    const gate = Promise.withResolvers<object>();
    const pressed = recorder(() => gate.promise);
    await bench.connect({ "card.action.trigger": pressed.handle });
    const id = await idOfCard(bench, CLAIM);
    const update = (token: string, words: string) =>
      codeOf(
        bench.client.request({
          method: "POST",
          url: "/open-apis/interactive/v1/card/update",
          data: { token, card: cardOf(markdown(words)) },
        }),
      );

    const result = bench.simulator.world.pressButton(bench.li.id, id, "认领");
    const { token = "" } = await pressed.next();
    const patch = () => codeOf(bench.client.im.v1.message.patch({ path: { message_id: id }, data: { content: JSON.stringify(CLAIM) } }));
    expect(await patch()).toBe(230099);
    gate.resolve({});
    await result;

    expect(await patch()).toBe(0);
    expect(await update("c-none", "?")).toBe(300020);
    expect([await update(token, "一"), await update(token, "二"), await update(token, "三")]).toEqual([0, 0, 300040]);
    expect(bench.simulator.world.message(id).card?.body.elements).toEqual([markdown("二")]);

    await patch();
    await bench.simulator.world.pressButton(bench.li.id, id, "认领");
    const { token: later = "" } = await pressed.next();
    bench.clock.advance(30 * MINUTE_MS + 1);
    expect(await update(later, "晚")).toBe(300030);
  });
});
