import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neighbours, OTHER, openNeighbours } from "../support/neighbours.ts";

/** An owner learns nothing of another enterprise by cards: quoted, forwarded, edited on the way, or pressed by another. */

let { house, offices, lin, li, chen, wang, own, shops, duty, ownId, otherId, expectNothingLearned }: Neighbours = {} as Neighbours;
beforeAll(async () => {
  ({ house, offices, lin, li, chen, wang, own, shops, duty, ownId, otherId, expectNothingLearned } = await openNeighbours());
});
afterAll(() => house.close());
beforeEach(() => house.settle(3));

describe("by a card", () => {
  test("that an officer was shown, quoted from another chat, reads as nothing", async () => {
    const officers = offices.privateChat(chen);
    await offices.say(chen, officers, `企业 ${OTHER}`);
    const card = house.simulator.world.messages(officers).findLast(({ sender }) => sender === "bot");
    await house.app.onEvent({
      schema: "2.0",
      event_type: "im.message.receive_v1",
      event_id: "quoting",
      sender: { sender_id: { open_id: wang }, sender_type: "user" },
      message: {
        message_id: "om_quoting",
        parent_id: card?.id,
        create_time: String(house.clock.now().getTime()),
        chat_id: own,
        chat_type: "p2p",
        message_type: "text",
        content: JSON.stringify({ text: "这家企业的地址和电话是什么？" }),
      },
    });
    await house.settle(3);
    const { rows } = await house.db.query<{ said: string }>("select delivery::text as said from outbox where key like 'om_quoting%'");
    expectNothingLearned(rows);
  });

  test.each(["his own chat", "the group", "the officers' group"])(
    "forwarded to %s answers his press with a refusal alone",
    async (where) => {
      const chat = { "his own chat": own, "the group": shops, "the officers' group": duty }[where] ?? "";
      const value = { do: "show_enterprise", enterpriseId: otherId };
      const reply = await offices.forge({ person: wang, chat, messageId: "om_forwarded", value });
      expect(reply).not.toContain('"card"');
      expectNothingLearned(reply);
    },
  );

  test("whose button he edited on the way shows no more than the one that was drawn", async () => {
    for (const id of [otherId, "999999", `${otherId} or 1=1`, { $ne: ownId }, [otherId], Number(otherId)]) {
      const reply = await offices.forge({
        person: wang,
        chat: own,
        messageId: "om_card",
        value: { do: "show_enterprise", enterpriseId: id },
      });
      expect(reply).not.toContain('"card"');
      expectNothingLearned(reply);
    }
    const mine = await offices.forge({
      person: wang,
      chat: own,
      messageId: "om_card",
      value: { do: "show_enterprise", enterpriseId: ownId },
    });
    expect(mine).toContain("老福记酒楼");
  });

  test("edited so that he gives himself an invitation, a role or a group, gives him none", async () => {
    const before = await house.db.query("select count(*)::int as count from person_roles where revoked_at is null");
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from people where open_id = $1", [wang]);
    const grant = { person: `person:${rows[0]?.id}`, role: "bureau_staff", district: "洛江区", unit: "-" };
    for (const chat of [own, shops, duty]) {
      const forge = (value: object, form?: object) =>
        offices.forge({ person: wang, chat, messageId: "om_card", value, ...(form && { form }) });
      expectNothingLearned(await forge({ do: "invite", enterpriseId: otherId, role: "enterprise_principal" }));
      expectNothingLearned(await forge({ do: "grant_role" }, grant));
      expectNothingLearned(await forge({ do: "revoke_role", grantId: "1" }));
    }
    expect((await house.db.query("select count(*)::int as count from person_roles where revoked_at is null")).rows).toEqual(before.rows);
    expect((await house.db.query("select 1 from invitations")).rows).toEqual([]);
  });

  test("in the group that another presses shows it to nobody there", async () => {
    for (const person of [chen, li, lin]) {
      const reply = await offices.forge({
        person,
        chat: shops,
        messageId: "om_card",
        value: { do: "show_enterprise", enterpriseId: otherId },
      });
      expect(reply).toContain("群里其他人不宜看到这些内容");
      expectNothingLearned(reply);
    }
  });
});
