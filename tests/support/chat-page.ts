import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import type { Card } from "../../src/card.ts";
import { createLog } from "../../src/log.ts";
import { buildPage } from "../../src/simulator/build-page.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { openBrowser } from "./browser.ts";
import { runningClock, type TestClock } from "./clock.ts";
import { sdkClient, sdkConnection } from "./lark-sdk.ts";

/** Kept over runs: building takes seconds, and only a change of the page makes it necessary. */
export const PAGE_CACHE = join(import.meta.dirname, "../../node_modules/.cache/chat-page");

export const WIDE = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

/** The chat page in a real browser on a real simulator. The bot is whatever the test connects. */
export type ChatPageStage = {
  simulator: Simulator & { url: string };
  /** The simulator's. */
  clock: TestClock;
  bot: Bot;
  /** Ids by the names that one sees. */
  personNamed(name: string): string;
  chatNamed(name: string): string;
  /** A page of its own, so that what it remembers ends with the test. Fails the test's `close` when the page reported an error. */
  visit(options?: Visit): Promise<Page>;
  close(): Promise<void>;
};

/** Where to look, and as whom; without it the page decides. `url`: another way to the same simulator. */
type Visit = { person?: string; chat?: string; viewport?: { width: number; height: number }; url?: string };

/** The bot's side through the real SDK. */
type Bot = {
  send(chatId: string, type: "text" | "interactive", content: object): Promise<string>;
  sendCard(chatId: string, card: Card): Promise<string>;
  react(messageId: string, emoji: string): Promise<void>;
  upload(image: Buffer): Promise<string>;
  /** Answers events until the stage closes. */
  answer(handlers: Parameters<typeof sdkConnection>[1]): Promise<void>;
};

export async function openStage(): Promise<ChatPageStage> {
  const pageDir = await buildPage({ cacheDir: PAGE_CACHE });
  const clock = runningClock();
  const [simulator, browser] = await Promise.all([startSimulator({ now: clock.now, log: createLog("silent"), pageDir }), openBrowser()]);
  const problems: string[] = [];
  const closing: (() => void)[] = [];
  return {
    simulator,
    clock,
    bot: botOf(simulator, closing),
    personNamed: (name) => idNamed(simulator.world.people(), name),
    chatNamed: (name) => idNamed(simulator.world.chats(), name),
    visit: (options = {}) => visit(browser, simulator.url, problems, options),
    async close() {
      for (const close of closing) close();
      await browser.close();
      await simulator.close();
      if (problems.length > 0) throw new Error(`the page reported: ${problems.join("; ")}`);
    },
  };
}

function idNamed(things: readonly { id: string; name: string }[], name: string): string {
  const found = things.find((thing) => thing.name.includes(name));
  if (!found) throw new Error(`nothing is called ${name}`);
  return found.id;
}

async function visit(
  browser: Browser,
  home: string,
  problems: string[],
  { person, chat, viewport = WIDE, url = home }: Visit,
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => problems.push(error.message));
  const query = new URLSearchParams({ ...(person ? { person } : {}), ...(chat ? { chat } : {}) });
  await page.goto(`${url}/?${query}`);
  return page;
}

function botOf(simulator: Simulator & { url: string }, closing: (() => void)[]): Bot {
  const { im } = sdkClient(simulator);
  const send = async (chatId: string, type: "text" | "interactive", content: object) => {
    const data = { receive_id: chatId, msg_type: type, content: JSON.stringify(content) };
    const sent = await im.v1.message.create({ params: { receive_id_type: "chat_id" }, data });
    return String(sent.data?.message_id);
  };
  return {
    send,
    sendCard: (chatId, card) => send(chatId, "interactive", card),
    async react(messageId, emoji) {
      await im.v1.messageReaction.create({ path: { message_id: messageId }, data: { reaction_type: { emoji_type: emoji } } });
    },
    async upload(image) {
      const uploaded = await im.v1.image.create({ data: { image_type: "message", image } });
      return String(uploaded?.image_key);
    },
    async answer(handlers) {
      const connection = await sdkConnection(simulator, handlers);
      closing.push(connection.close);
    },
  };
}
