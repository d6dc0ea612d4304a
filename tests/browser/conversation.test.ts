import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";

let stage: ChatPageStage;
let li: string;
let workGroup: string;

beforeAll(async () => {
  stage = await openStage();
  li = stage.personNamed("李文清");
  workGroup = stage.chatNamed("洛江区商务局安全生产工作群");
});

afterAll(() => stage.close());

describe("the chat page", () => {
  test("opens as the first person with a chat and three suggestions", async () => {
    const page = await stage.visit();

    await page.getByRole("button", { name: /李文清.*切换身份/ }).waitFor();
    await page.getByRole("heading", { name: "洛江区商务局安全生产工作群" }).waitFor();
    expect(await page.getByRole("list", { name: "试着这样说" }).getByRole("button").count()).toBe(3);
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
  });

  test("a switch of person shows the chats of the other one, also after a reload", async () => {
    const page = await stage.visit({ person: li });

    await page.getByRole("button", { name: /切换身份/ }).click();
    await page.getByRole("menuitem", { name: /庄志强/ }).click();
    await page.getByRole("heading", { name: "泉港区商务局安全生产工作群" }).waitFor();
    await page.reload();
    await page.getByRole("button", { name: /庄志强.*切换身份/ }).waitFor();

    const chats = page.getByRole("navigation", { name: "会话" });
    expect(await chats.getByRole("button").count()).toBe(2);
    expect(await chats.getByText("洛江区").count()).toBe(0);
  });

  test("Enter sends, Shift+Enter begins a line", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });
    const field = page.getByRole("textbox", { name: /发消息到/ });

    await field.fill("第一行");
    await field.press("Shift+Enter");
    await field.pressSequentially("第二行");
    await field.press("Enter");

    await page
      .getByRole("article", { name: /李文清/ })
      .getByText("第一行\n第二行")
      .waitFor();
    expect(await field.inputValue()).toBe("");
    expect(stage.simulator.world.messages(workGroup).at(-1)).toMatchObject({ sender: li, text: "第一行\n第二行", mentions: [] });
  });

  test("Enter that ends a word of the input method does not send", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });
    const field = page.getByRole("textbox", { name: /发消息到/ });
    const before = stage.simulator.world.messages(workGroup).length;
    await field.click();
    const keys = await page.context().newCDPSession(page);

    await keys.send("Input.imeSetComposition", { text: "yinhuan", selectionStart: 7, selectionEnd: 7 });
    await keys.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 });
    await keys.send("Input.dispatchKeyEvent", { type: "keyUp", key: "Enter", code: "Enter", windowsVirtualKeyCode: 13 });
    await keys.send("Input.insertText", { text: "隐患排查" });
    expect(await field.inputValue()).toBe("隐患排查");
    expect(stage.simulator.world.messages(workGroup)).toHaveLength(before);

    await field.press("Enter");
    await expect.poll(() => stage.simulator.world.messages(workGroup).at(-1)?.text).toBe("隐患排查");
  });

  test("@ offers the bot first; arrows and Enter choose, and the message mentions the chosen", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });
    const field = page.getByRole("textbox", { name: /发消息到/ });

    await field.pressSequentially("@");
    const options = page.getByRole("listbox", { name: "选择要提及的人" }).getByRole("option");
    expect(await options.first().textContent()).toContain("安讯");
    await field.press("ArrowDown");
    await field.press("Enter");
    expect(await field.inputValue()).toBe("@林国栋 ");
    await field.pressSequentially("请看 @安");
    await field.press("Enter");
    await field.pressSequentially("多久查一次？");
    await field.press("Enter");

    await expect.poll(() => stage.simulator.world.messages(workGroup).at(-1)?.text).toBe("@林国栋 请看 @安讯 多久查一次？");
    const said = stage.simulator.world.messages(workGroup).at(-1);
    expect(said?.mentions.map(({ name }) => name).sort()).toEqual(["安讯", "林国栋"].sort());
  });

  test("a suggestion is said by one press, the bot mentioned", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });

    await page.getByRole("button", { name: "@安讯 逾期不改罚多少钱" }).click();

    await expect.poll(() => stage.simulator.world.messages(workGroup).at(-1)?.text).toBe("@安讯 逾期不改罚多少钱");
    expect(stage.simulator.world.messages(workGroup).at(-1)?.mentions).toMatchObject([{ name: "安讯" }]);
  });

  test("a message can be quoted, and the quote leads back to it", async () => {
    const chen = stage.personNamed("陈美珊");
    const original = stage.simulator.world.say(chen, workGroup, { text: "河市镇已查二十四家" });
    const page = await stage.visit({ person: li, chat: workGroup });

    const said = page.getByRole("article", { name: /陈美珊/ }).filter({ hasText: "河市镇已查二十四家" });
    await said.hover();
    await said.getByRole("button", { name: "回复 陈美珊" }).click();
    const field = page.getByRole("textbox", { name: /发消息到/ });
    await field.pressSequentially("其余六家呢？");
    await field.press("Enter");

    const answer = page.getByRole("article", { name: /李文清/ }).filter({ hasText: "其余六家呢？" });
    await answer.getByRole("button", { name: "查看 陈美珊 的原消息" }).waitFor();
    expect(stage.simulator.world.messages(workGroup).at(-1)).toMatchObject({ text: "其余六家呢？", quote: original.id });
  });

  test("what others say arrives without a reload: in the open chat, and as unread in another", async () => {
    const wang = stage.personNamed("王建福");
    const enterprises = stage.chatNamed("餐饮企业");
    const page = await stage.visit({ person: li, chat: workGroup });
    await page.getByRole("textbox", { name: /发消息到/ }).waitFor();

    await stage.bot.send(workGroup, "text", { text: "今天有雷雨，请注意用电安全" });
    await page.getByRole("log").getByText("今天有雷雨").waitFor();
    stage.simulator.world.say(wang, enterprises, { text: "动火作业要报备吗？" });

    const entry = page.getByRole("navigation", { name: "会话" }).getByRole("button", { name: /餐饮企业/ });
    await entry.getByText("1 条未读").waitFor();
    await entry.click();
    await page.getByRole("log").getByText("动火作业要报备吗？").waitFor();
    expect(await entry.getByText("条未读").count()).toBe(0);
  });

  test("what one was writing is still there after a look at another chat", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });
    const field = page.getByRole("textbox", { name: /发消息到/ });
    await field.fill("写了一半");

    const chats = page.getByRole("navigation", { name: "会话" });
    await chats.getByRole("button", { name: /餐饮企业/ }).click();
    await page.getByRole("heading", { name: /餐饮企业/ }).waitFor();
    expect(await field.inputValue()).toBe("");
    await chats.getByRole("button", { name: /安全生产工作群/ }).click();

    await page.getByRole("heading", { name: /安全生产工作群/ }).waitFor();
    expect(await field.inputValue()).toBe("写了一半");
  });

  test("while the bot is writing it says so, until the answer is there", async () => {
    const question = stage.simulator.world.say(li, workGroup, { text: "@安讯 几天报一次", mentionBot: true });
    const page = await stage.visit({ person: li, chat: workGroup });
    await page.getByRole("log").getByText("@安讯 几天报一次").waitFor();

    await stage.bot.react(question.id, "Typing");
    const typing = page.getByText("安讯 正在输入…");
    await typing.waitFor();
    await stage.bot.send(workGroup, "text", { text: "每季度一次" });

    await page.getByRole("log").getByText("每季度一次").waitFor();
    expect(await typing.count()).toBe(0);
  });

  test("a suggestion that is pressed twice in haste is said once", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });
    const before = stage.simulator.world.messages(workGroup).length;
    await page.getByRole("list", { name: "试着这样说" }).getByRole("button").first().dblclick();
    // What is said later stands behind whatever the presses said.
    await page.getByRole("textbox", { name: /发消息到/ }).fill("就这些");
    await page.getByRole("textbox", { name: /发消息到/ }).press("Enter");
    await expect.poll(() => stage.simulator.world.messages(workGroup).at(-1)?.text).toBe("就这些");
    expect(stage.simulator.world.messages(workGroup)).toHaveLength(before + 2);
  });

  test("where the browser keeps the clipboard to itself, copying says what to do instead", async () => {
    stage.simulator.world.say(li, workGroup, { text: "抄下这一句" });
    const page = await stage.visit({ person: li, chat: workGroup });
    // As on a page that is not served by this machine and not over TLS.
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    const said = page.getByRole("article").filter({ hasText: "抄下这一句" });
    await said.hover();
    await said.getByRole("button", { name: "复制" }).click();
    await page.getByText("浏览器不允许复制").waitFor();
  });

  test("a reaction appears under the message", async () => {
    const question = stage.simulator.world.say(li, workGroup, { text: "@安讯 在吗", mentionBot: true });
    const page = await stage.visit({ person: li, chat: workGroup });
    const said = page.getByRole("article").filter({ hasText: "@安讯 在吗" });
    await said.waitFor();

    await stage.bot.react(question.id, "OnIt");

    await said.getByText("在处理：").waitFor({ state: "attached" });
  });

  test("a message that was not sent says so and goes out on retry", async () => {
    const page = await stage.visit({ person: li, chat: workGroup });
    const field = page.getByRole("textbox", { name: /发消息到/ });
    await page.route("**/simulator/chats/*/messages", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));

    await field.fill("再试一次的消息");
    await field.press("Enter");
    const retry = page.getByRole("button", { name: "发送失败，点击重试" });
    await retry.waitFor();
    await page.getByText("连接不上服务器").waitFor();
    await page.unrouteAll();
    await retry.click();

    await retry.waitFor({ state: "detached" });
    const texts = stage.simulator.world.messages(workGroup).map(({ text }) => text);
    expect(texts.filter((text) => text === "再试一次的消息")).toHaveLength(1);
  });
});
