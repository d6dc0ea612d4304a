import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");

let stage: ChatPageStage;
let chen: string;
let workGroup: string;

beforeAll(async () => {
  stage = await openStage();
  chen = stage.personNamed("陈美珊");
  workGroup = stage.chatNamed("洛江区商务局安全生产工作群");
});

afterAll(() => stage.close());

describe("photos", () => {
  test("chosen ones are previewed, one is removed, the rest go with the words", async () => {
    const page = await stage.visit({ person: chen, chat: workGroup });

    await page.locator('input[accept="image/*"]').setInputFiles([photo("灶台.png"), photo("软管.png"), photo("误选.png")]);
    const chosen = page.getByRole("list", { name: "待发送的图片" });
    await chosen.getByRole("button", { name: "移除图片 误选.png" }).click();
    expect(await chosen.getByRole("img").count()).toBe(2);
    await page.getByRole("textbox", { name: /发消息到/ }).fill("@安讯 这样合格吗？");
    await page.getByRole("button", { name: "发送", exact: true }).click();

    const said = page.getByRole("article", { name: /陈美珊/ }).filter({ hasText: "这样合格吗？" });
    await expect.poll(() => said.getByRole("img", { name: "陈美珊 发的图片" }).count()).toBe(2);
    const kept = stage.simulator.world.messages(workGroup).at(-1);
    expect(kept).toMatchObject({ sender: chen, type: "post", text: "@安讯 这样合格吗？", mentions: [{ name: "安讯" }] });
    expect(kept?.imageUrls).toHaveLength(2);
    await said.getByRole("img").first().click();
    await page.getByRole("dialog").waitFor();
  });

  test("a pasted picture goes out alone", async () => {
    const page = await stage.visit({ person: chen, chat: workGroup });
    const field = page.getByRole("textbox", { name: /发消息到/ });
    await field.click();

    await field.evaluate((element, base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], "截图.png", { type: "image/png" }));
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, PIXEL.toString("base64"));
    await page.getByRole("img", { name: "截图.png" }).waitFor();
    await field.press("Enter");

    await expect.poll(() => stage.simulator.world.messages(workGroup).at(-1)?.type).toBe("image");
    await page.getByRole("list", { name: "待发送的图片" }).waitFor({ state: "detached" });
  });

  test("what is not a picture is refused in words", async () => {
    const page = await stage.visit({ person: chen, chat: workGroup });
    await page.getByRole("textbox", { name: /发消息到/ }).waitFor();

    await page.locator('input[accept="image/*"]').setInputFiles([{ name: "台账.xlsx", mimeType: "application/zip", buffer: PIXEL }]);

    await page.getByText("台账.xlsx 不是图片，无法发送").waitFor();
    expect(await page.getByRole("list", { name: "待发送的图片" }).count()).toBe(0);
  });
});

test("a file goes by itself as soon as it is chosen, and can be downloaded", async () => {
  const page = await stage.visit({ person: chen, chat: workGroup });
  const files = page.locator('input[type="file"]:not([accept])');
  await files.setInputFiles([{ name: "空.xlsx", mimeType: "application/zip", buffer: Buffer.alloc(0) }]);
  await page.getByText("空.xlsx 是空文件，无法发送").waitFor();

  await files.setInputFiles([{ name: "企业.xlsx", mimeType: "application/zip", buffer: PIXEL }]);

  await page.getByRole("link", { name: "下载 企业.xlsx" }).waitFor();
  expect(stage.simulator.world.messages(workGroup).at(-1)).toMatchObject({ sender: chen, type: "file", file: { name: "企业.xlsx" } });
});

function photo(name: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: "image/png", buffer: PIXEL };
}
