import { describe, expect, test } from "vitest";
import { callbackButton, divider, markdown, notation, plain } from "../../src/card.ts";
import { MINUTE_MS } from "../../src/clock.ts";
import { codeOf } from "../support/lark-sdk.ts";
import { printCard } from "../support/print-card.ts";
import { closeBenches, openBench, recorder } from "./bench.ts";
import { cardOf, FORM, idOfCard, PLACE, SUBMIT, sendCard } from "./cards.ts";

closeBenches();

describe("cards that the platform takes", () => {
  test("all that our own builders make", async () => {
    const bench = await openBench();
    const every = cardOf(
      markdown("**正文**"),
      notation("注"),
      divider(),
      {
        tag: "column_set",
        flex_mode: "flow",
        columns: [{ tag: "column", width: "auto", elements: [callbackButton("认领", { do: "claim" })] }],
      },
      { tag: "collapsible_panel", expanded: false, header: { title: plain("依据") }, elements: [markdown("第一条")] },
      { tag: "chart", chart_spec: { type: "bar", data: { tag: "not a component" } }, aspect_ratio: "16:9" },
      FORM,
    );
    await sendCard(bench, every);

    const shown = bench.simulator.world.messages(bench.group.id)[0]?.card;
    expect(shown && printCard(shown)).toBe(
      [
        "# 隐患",
        "**正文**",
        "注",
        "---",
        "[认领]",
        "> 依据",
        "  第一条",
        "(chart)",
        "form report",
        "  <地点> *",
        "  <remark>",
        "  <kind>: 消防",
        "  [提交] (submit)",
      ].join("\n"),
    );
  });
});

describe("cards that the platform refuses", () => {
  const nested = (depth: number): unknown =>
    depth === 0 ? markdown("x") : { tag: "collapsible_panel", header: { title: plain("x") }, elements: [nested(depth - 1)] };

  test.each<[string, number, string, unknown]>([
    ["an unknown attribute", 230099, "unknown property, property: colour", cardOf({ ...markdown("x"), colour: "red" })],
    ["an unknown component", 230099, "not support tag: marquee", cardOf({ tag: "marquee" })],
    [
      "an action of JSON 1.0",
      230099,
      "ErrCode: 200861; ErrPath: ROOT -> body -> elements -> [1](tag: action)",
      cardOf(divider(), { tag: "action", actions: [] }),
    ],
    ["a note of JSON 1.0", 230099, "unsupported tag note", cardOf({ tag: "note", elements: [] })],
    ["another schema", 230099, "ErrCode: 200621; ErrPath: ROOT -> schema", { elements: [] }],
    [
      "more than 200 components",
      230099,
      "ErrCode: 11310; ErrMsg: element exceeds the limit",
      cardOf(...Array.from({ length: 200 }, divider)),
    ],
    ["more than 30 KB", 230025, "", cardOf(markdown("长".repeat(11_000)))],
    ["a picture that is not there", 230099, "ErrCode: 200570", cardOf({ tag: "img", img_key: "img_v3_none", alt: plain("") })],
    ["a mention of a stranger", 230099, "ErrCode: 100290", cardOf(markdown("<at id=ou_none></at>"))],
    [
      "a form inside something",
      230099,
      "form must be at the root",
      cardOf({ tag: "collapsible_panel", header: { title: plain("x") }, elements: [FORM] }),
    ],
    ["a form without a submit button", 230099, "a form needs a submit button", cardOf({ tag: "form", name: "f", elements: [PLACE] })],
    ["a field without a name", 230099, "ErrCode: 200530", cardOf({ tag: "form", name: "f", elements: [{ tag: "input" }, SUBMIT] })],
    [
      "two fields of one name",
      230099,
      "duplicate name in form: place",
      cardOf({ tag: "form", name: "f", elements: [PLACE, PLACE, SUBMIT] }),
    ],
    ["a submit button outside of a form", 230099, "form attribute outside of a form", cardOf(SUBMIT)],
    [
      "the same element_id twice",
      230099,
      "ErrCode: 300301",
      cardOf({ ...markdown("a"), element_id: "x" }, { ...markdown("b"), element_id: "x" }),
    ],
    ["components nested six deep", 230099, "nested more than 5 deep", cardOf(nested(5))],
    ["a column on its own", 230099, "column must be in a column_set", cardOf({ tag: "column", elements: [] })],
  ])("%s: %i", async (_what, code, words, value) => {
    const bench = await openBench();
    await expect(sendCard(bench, value)).rejects.toMatchObject({
      response: { status: 400, data: { code, msg: expect.stringContaining(words) } },
    });
    expect(bench.simulator.world.messages(bench.group.id)).toEqual([]);
  });

  test("an update is held to the same rules", async () => {
    const bench = await openBench();
    const path = { message_id: await idOfCard(bench, cardOf(markdown("一"))) };
    const patch = (value: unknown) => codeOf(bench.client.im.v1.message.patch({ path, data: { content: JSON.stringify(value) } }));
    expect(await patch(cardOf({ tag: "note" }))).toBe(230099);
    expect(await patch(cardOf(markdown("二")))).toBe(0);
    expect(bench.simulator.world.message(path.message_id).card?.body.elements).toEqual([markdown("二")]);
  });
});

describe("a card written in a stream", () => {
  test("takes text in strictly growing sequence until it is closed, or ten minutes are over; then a new card", async () => {
    const bench = await openBench();
    const { client, simulator } = bench;
    const streaming = { ...cardOf({ ...markdown("…"), element_id: "answer" }), config: { update_multi: true, streaming_mode: true } };
    const created = await client.cardkit.v1.card.create({ data: { type: "card_json", data: JSON.stringify(streaming) } });
    const cardId = created.data?.card_id ?? "";
    const id = await idOfCard(bench, { type: "card", data: { card_id: cardId } });
    const write = (content: string, sequence: number) =>
      codeOf(client.cardkit.v1.cardElement.content({ path: { card_id: cardId, element_id: "answer" }, data: { content, sequence } }));
    const settings = (streaming_mode: boolean, sequence: number) =>
      codeOf(
        client.cardkit.v1.card.settings({
          path: { card_id: cardId },
          data: { settings: JSON.stringify({ config: { streaming_mode } }), sequence },
        }),
      );

    expect(await write("每季度", 1)).toBe(0);
    expect(await write("回头", 1)).toBe(300317);
    expect(simulator.world.message(id).card?.body.elements[0]).toMatchObject({ content: "每季度" });

    bench.clock.advance(10 * MINUTE_MS + 1);
    expect([await write("晚了", 2), await write("晚了", 3)]).toEqual([200850, 300309]);
    expect(await settings(true, 4)).toBe(0);
    expect(await write("每季度至少一次", 5)).toBe(0);
    expect(await settings(false, 6)).toBe(0);
    expect(await write("完", 7)).toBe(300309);
    expect(simulator.world.message(id).card?.body.elements[0]).toMatchObject({ content: "每季度至少一次" });

    const replacement = { card: { type: "card_json" as const, data: JSON.stringify(cardOf(markdown("核对过"))) } };
    expect(await codeOf(client.cardkit.v1.card.update({ path: { card_id: cardId }, data: { ...replacement, sequence: 6 } }))).toBe(300317);
    expect(await codeOf(client.cardkit.v1.card.update({ path: { card_id: cardId }, data: { ...replacement, sequence: 7 } }))).toBe(0);
    expect(simulator.world.message(id).card?.body.elements).toEqual([markdown("核对过")]);
  });

  test("cannot be changed while somebody is pressing it", async () => {
    const bench = await openBench();
    const { client, simulator } = bench;
    const card = cardOf({ ...markdown("…"), element_id: "answer" }, callbackButton("认领", { do: "claim" }));
    const created = await client.cardkit.v1.card.create({ data: { type: "card_json", data: JSON.stringify(card) } });
    const path = { card_id: created.data?.card_id ?? "" };
    const id = await idOfCard(bench, { type: "card", data: path });
    const answer = Promise.withResolvers<object>();
    const pressed = recorder(() => answer.promise);
    await bench.connect({ "card.action.trigger": pressed.handle });
    const result = simulator.world.pressButton(bench.li.id, id, "认领");
    await pressed.next();
    const update = { card: { type: "card_json" as const, data: JSON.stringify(card) }, sequence: 1 };
    expect(await codeOf(client.cardkit.v1.card.update({ path, data: update }))).toBe(200810);
    answer.resolve({});
    await result;
    expect(await codeOf(client.cardkit.v1.card.update({ path, data: update }))).toBe(0);
  });
});
