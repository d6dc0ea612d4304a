import { afterEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { diagnose } from "../../src/lark/diagnosis.ts";
import { createLog } from "../../src/log.ts";
import { type SmallPlatform, startSmallPlatform } from "./small-platform.ts";

const platforms: SmallPlatform[] = [];
afterEach(async () => {
  for (const platform of platforms.splice(0)) await platform.close();
});

async function diagnosisOf(scopes: object) {
  const platform = await startSmallPlatform({ "GET /open-apis/application/v6/scopes": scopes });
  platforms.push(platform);
  const config = {
    appId: "cli_9f5343c580712544",
    appSecret: "secret",
    domain: platform.url,
    transport: "long_connection" as const,
    verificationToken: undefined,
    encryptKey: undefined,
  };
  return diagnose({ config, now: systemClock, log: createLog("silent") });
}

function granted(...names: string[]): object {
  return { code: 0, msg: "success", data: { scopes: names.map((scope_name) => ({ scope_name, grant_status: 1 })) } };
}

test("an app with all it needs lacks nothing, by whichever scope it has it", async () => {
  const scopes = granted("im:message", "im:message.group_at_msg", "im:chat", "contact:contact:readonly");
  expect(await diagnosisOf(scopes)).toEqual({ botName: "安讯", missingScopes: [] });
});

test("what is missing is named; asked for is not granted", async () => {
  const scopes = {
    code: 0,
    msg: "success",
    data: {
      scopes: [
        { scope_name: "im:message", grant_status: 2 },
        { scope_name: "im:chat:readonly", grant_status: 1 },
      ],
    },
  };
  const { missingScopes } = await diagnosisOf(scopes);
  expect(missingScopes).toContain("im:message:send_as_bot");
  expect(missingScopes).not.toContain("im:chat:readonly");
});

test("an app that is not installed is told so", async () => {
  await expect(diagnosisOf({ code: 212100, msg: "app not install" })).rejects.toMatchObject({
    code: "feishu_refused",
    hint: expect.stringContaining("app not install"),
  });
});
