import { expect, test } from "vitest";
import { createSdkLogger } from "../../src/lark/sdk-log.ts";
import { collectedLog } from "../support/collected-log.ts";

test("the SDK's own words pass, without tickets and tokens", () => {
  const { log, lines } = collectedLog();
  createSdkLogger(log).warn(["[ws]", "connecting to wss://msg.feishu.cn/ws/v2?ticket=abc123 with t-g1044ghJRUIJJ5ZPPZMOHKWZISL33E4Q"]);
  expect(lines).toEqual([{ level: "warn", event: "feishu sdk", facts: { said: "[ws] connecting to wss://msg.feishu.cn/ws/v2?… with …" } }]);
});

test("of a failed request only the failure passes, neither secret nor text", () => {
  const { log, lines } = collectedLog();
  const printed = {
    message: "Request failed with status code 400",
    config: { data: '{"app_secret":"s3cret","content":"张三报了一处隐患"}', headers: { Authorization: "Bearer t-abcdefghijk" } },
    response: { status: 400, data: { code: 230002, msg: "Bot/User can NOT be out of the chat." } },
  };
  createSdkLogger(log).error([[printed, { code: 230002, msg: "" }]]);
  expect(lines).toEqual([
    { level: "warn", event: "feishu sdk", facts: { failure: "Request failed with status code 400", status: 400, code: 230002 } },
  ]);
});

test("its chatter stays below what is shown by default", () => {
  const { log, lines } = collectedLog();
  const logger = createSdkLogger(log);
  logger.info(["client ready"]);
  logger.trace(["[ws]", "ping success"]);
  expect(lines.map((line) => line.level)).toEqual(["debug"]);
});
