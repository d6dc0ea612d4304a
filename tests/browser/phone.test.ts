import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonRow, type Card, callbackButton, card, markdown } from "../../src/card.ts";
import { type ChatPageStage, openStage, PHONE, WIDE } from "../support/chat-page.ts";

let stage: ChatPageStage;
let li: string;
let workGroup: string;

beforeAll(async () => {
  stage = await openStage();
  li = stage.personNamed("李文清");
  workGroup = stage.chatNamed("洛江区商务局安全生产工作群");
  await stage.bot.sendCard(workGroup, wideCard());
});

afterAll(() => stage.close());

describe("on a phone", () => {
  test("the list of chats leads to a conversation, and back by button and by gesture", async () => {
    const page = await stage.visit({ person: li, viewport: PHONE });
    const list = page.getByRole("navigation", { name: "会话" });
    const field = page.getByRole("textbox", { name: /发消息到/ });

    await list.getByRole("button", { name: /安全生产工作群/ }).click();
    await field.waitFor();
    expect(await list.count()).toBe(0);
    await page.getByRole("button", { name: "返回会话列表" }).click();
    await list.waitFor();
    expect(await field.count()).toBe(0);

    await list.getByRole("button", { name: /餐饮企业/ }).click();
    await field.waitFor();
    await page.goBack();
    await list.waitFor();
  });

  test("nothing is wider than the screen, neither the list nor a card with many buttons", async () => {
    const page = await stage.visit({ person: li, viewport: PHONE });
    await page.getByRole("navigation", { name: "会话" }).waitFor();
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);

    await page.getByRole("button", { name: /安全生产工作群/ }).click();
    const region = page.getByRole("region", { name: "带队检查" });
    await region.waitFor();
    const box = await region.boundingBox();

    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(PHONE.width);
    expect(box?.width).toBeGreaterThan(300);
    const buttons = await Promise.all((await region.getByRole("button").all()).map((button) => button.boundingBox()));
    expect(buttons).toHaveLength(5);
    for (const button of buttons) expect((button?.x ?? 0) + (button?.width ?? 999)).toBeLessThanOrEqual((box?.x ?? 0) + (box?.width ?? 0));
  });

  test("on a wide screen both stand side by side, reachable by keyboard alone", async () => {
    const page = await stage.visit({ person: li, chat: workGroup, viewport: WIDE });
    await page.getByRole("textbox", { name: /发消息到/ }).waitFor();

    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: /林国栋/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menuitem", { name: /林国栋/ }).waitFor({ state: "hidden" });
    const reached = new Set<string>();
    for (let step = 0; step < 25; step += 1) {
      reached.add(
        await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? ""),
      );
      await page.keyboard.press("Tab");
    }

    const names = [...reached].join("|");
    for (const name of ["餐饮企业", "查看群成员", "有用", "回复 安讯", "逾期不改罚多少钱", "发消息到", "发送图片"])
      expect(names).toContain(name);
  });
});

/** How many pixels the page is wider than its window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

function wideCard(): Card {
  const labels = ["有用", "没用", "查看原文", "转人工处理", "换一个问法"];
  const sentence = "商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查".repeat(3);
  const buttons = labels.map((label) => callbackButton(label, { label }));
  return card({ text: "带队检查" }, [markdown(sentence), buttonRow(buttons)], "带队检查");
}
