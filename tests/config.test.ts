import { describe, expect, test } from "vitest";
import { parseConfig } from "../src/config.ts";

const APP = { LARK_APP_ID: "cli_0123456789abcdef", LARK_APP_SECRET: "secret" };

describe("the duty chats", () => {
  test("are read for each district, whichever semicolon the input method gave", () => {
    expect(parseConfig({ DUTY_CHATS: "洛江区=oc_1a； 泉港区 = oc_2b ;" }).dutyChats).toEqual({ 洛江区: "oc_1a", 泉港区: "oc_2b" });
    expect(parseConfig({ DUTY_CHATS: " " }).dutyChats).toEqual({});
  });

  test.each(["洛江区", "洛江区=", "=oc_1a", "洛江区=ou_1a", "洛江区=oc_1a=oc_2b", "洛江区=oc_1a;洛江区=oc_2b"])(
    "%j is refused by name",
    (list) => {
      expect(() => parseConfig({ DUTY_CHATS: list })).toThrow(/DUTY_CHATS/);
    },
  );
});

describe("our address", () => {
  test("is this machine's with the simulator, and unknown with a real app until somebody says it", () => {
    expect(parseConfig({ PORT: "3001" }).publicUrl).toBe("http://localhost:3001");
    expect(parseConfig(APP).publicUrl).toBeUndefined();
    expect(parseConfig({ ...APP, PUBLIC_URL: "https://anxun.example/safety/" }).publicUrl).toBe("https://anxun.example/safety");
  });
});
