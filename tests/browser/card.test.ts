import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buttonRow, type Card, callbackButton, card, divider, markdown, plain } from "../../src/card.ts";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";

type Pressed = { operator: { open_id: string }; action: { value: { do: string }; form_value?: Record<string, string> } };

let stage: ChatPageStage;
let li: string;
let workGroup: string;
const presses: Pressed[] = [];
/** What the bot does with the next press. */
let onPress: (pressed: Pressed) => Promise<object>;

beforeAll(async () => {
  stage = await openStage();
  li = stage.personNamed("李文清");
  workGroup = stage.chatNamed("洛江区商务局安全生产工作群");
  await stage.bot.answer({
    "card.action.trigger": (pressed: Pressed) => {
      presses.push(pressed);
      return onPress(pressed);
    },
  });
});

afterAll(() => stage.close());

const answered = (title: string): Card => card({ text: title, color: "green" }, [markdown("**已处理**")], title);

describe("a card", () => {
  test("shows what Feishu's markdown says, and nothing of HTML", async () => {
    const content = `**每季度**至少 1 次\n> 至少开展 1 次检查\n\n- <font color='red'>逾期</font>\n- <at id=${li}></at> 请看\n\n[原文](https://example.com/plan)\n<b onclick="alert(1)">粗</b>`;
    await stage.bot.sendCard(workGroup, card({ text: "带队检查", color: "blue" }, [markdown(content), divider()], "每季度一次"));
    const page = await stage.visit({ person: li, chat: workGroup });

    const shown = page.getByRole("region", { name: "带队检查" });
    await shown.getByRole("heading", { name: "带队检查" }).waitFor();
    expect(await shown.locator("strong").textContent()).toBe("每季度");
    expect(await shown.getByRole("blockquote").textContent()).toContain("至少开展 1 次检查");
    expect(await shown.getByRole("listitem").allTextContents()).toEqual(["逾期", "@李文清 请看"]);
    expect(await shown.getByRole("link", { name: "原文" }).getAttribute("href")).toBe("https://example.com/plan");
    expect(await shown.locator("b").count()).toBe(0);
    expect(await shown.getByText('<b onclick="alert(1)">').count()).toBe(1);
    await page.getByRole("navigation").getByText("每季度一次").waitFor();
  });

  test("a press is answered by a toast and the new card; meanwhile no button can be pressed", async () => {
    const answer = Promise.withResolvers<object>();
    onPress = () => answer.promise;
    const buttons = buttonRow([callbackButton("受理", { do: "claim" }, "primary"), callbackButton("退回", { do: "reject" })]);
    await stage.bot.sendCard(workGroup, card({ text: "新隐患" }, [buttons], "新隐患"));
    const page = await stage.visit({ person: li, chat: workGroup });

    await page.getByRole("button", { name: "受理", exact: true }).click();
    await expect.poll(() => page.getByRole("button", { name: "退回" }).isDisabled()).toBe(true);
    answer.resolve({ toast: { type: "success", content: "已受理" }, card: { type: "raw", data: answered("隐患已受理") } });

    await page.getByText("已受理", { exact: true }).waitFor();
    await page.getByRole("region", { name: "隐患已受理" }).waitFor();
    expect(await page.getByRole("button", { name: "受理", exact: true }).count()).toBe(0);
    expect(presses.at(-1)).toMatchObject({ operator: { open_id: li }, action: { value: { do: "claim" } } });
  });

  test("a press that the bot fails to answer shows the platform's error", async () => {
    onPress = () => Promise.reject(new Error("broken bot"));
    await stage.bot.sendCard(workGroup, card({ text: "会失败" }, [callbackButton("试试", { do: "fail" })], "会失败"));
    const page = await stage.visit({ person: li, chat: workGroup });

    await page.getByRole("button", { name: "试试" }).click();

    await page.getByText(/出错了，请稍后重试.*200671/).waitFor();
    expect(await page.getByRole("button", { name: "试试" }).isEnabled()).toBe(true);
  });

  test("a form is handed in with its values once what is required is filled in", async () => {
    onPress = async () => ({ toast: { type: "success", content: "已登记" }, card: { type: "raw", data: answered("登记完成") } });
    await stage.bot.sendCard(workGroup, hazardForm());
    const page = await stage.visit({ person: li, chat: workGroup });
    const form = page.getByRole("region", { name: "补充信息" });
    const before = presses.length;

    await form.getByRole("button", { name: "提交" }).click();
    expect(await form.getByText("此项必填").count()).toBe(2);
    expect(presses).toHaveLength(before);
    await form.getByRole("textbox", { name: "地点" }).fill("河市镇中心街 12 号");
    await form.getByRole("combobox", { name: "选择企业" }).click();
    await page.getByTitle("河市小厨").click();
    await form.getByRole("button", { name: "提交" }).click();

    await page.getByRole("region", { name: "登记完成" }).waitFor();
    expect(presses.at(-1)?.action).toMatchObject({
      value: { do: "register" },
      form_value: { place: "河市镇中心街 12 号", enterprise: "kitchen", note: "燃气软管老化" },
    });
  });

  test("a chart is drawn, a panel opens, a picture is shown large", async () => {
    const key = await stage.bot.upload(PIXEL);
    const values = [
      { town: "河市镇", count: 12 },
      { town: "马甲镇", count: 7 },
    ];
    const elements: Card["body"]["elements"] = [
      {
        tag: "chart",
        chart_spec: { type: "bar", title: { text: "整改数" }, data: [{ id: "counts", values }], xField: "town", yField: "count" },
      },
      { tag: "collapsible_panel", expanded: false, header: { title: plain("相关条款") }, elements: [markdown("二、主要任务（五）8")] },
      { tag: "img", img_key: key, alt: plain("现场照片") },
    ];
    await stage.bot.sendCard(workGroup, card({ text: "月报" }, elements, "月报"));
    const page = await stage.visit({ person: li, chat: workGroup });
    const shown = page.getByRole("region", { name: "月报" });

    await shown.getByRole("img", { name: "整改数" }).locator("canvas").first().waitFor();
    await shown.getByRole("button", { name: "相关条款" }).click();
    await shown.getByText("二、主要任务（五）8").waitFor();
    await shown.getByRole("img", { name: "现场照片" }).click();
    await page.getByRole("dialog").waitFor();
  });
});

function hazardForm(): Card {
  const submit = { tag: "button", text: plain("提交"), type: "primary", name: "submit", form_action_type: "submit" } as const;
  return card(
    { text: "补充信息", color: "orange" },
    [
      {
        tag: "form",
        name: "hazard",
        elements: [
          { tag: "input", name: "place", label: plain("地点"), required: true },
          {
            tag: "select_static",
            name: "enterprise",
            placeholder: plain("选择企业"),
            required: true,
            options: [
              { text: plain("老福记酒楼"), value: "restaurant" },
              { text: plain("河市小厨"), value: "kitchen" },
            ],
          },
          { tag: "input", name: "note", label: plain("说明"), input_type: "multiline_text", default_value: "燃气软管老化" },
          { ...submit, behaviors: [{ type: "callback", value: { do: "register" } }] },
        ],
      },
    ],
    "补充信息",
  );
}

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
