import { describe, expect, test } from "vitest";
import { type RegistryRequest, readRequest } from "../../src/registry/requests.ts";

describe("a sentence that asks the registry for something", () => {
  test.each<[string, RegistryRequest]>([
    ["帮助", { kind: "help" }],
    ["请问你能帮我做什么？", { kind: "help" }],
    ["看看我们店的档案", { kind: "my_enterprise" }],
    ["我的企业", { kind: "my_enterprise" }],
    ["修改本群设置", { kind: "set_up_chat" }],
    ["绑定企业", { kind: "bind", said: "", role: "enterprise_principal" }],
    ["怎么绑定企业", { kind: "bind", said: "", role: "enterprise_principal" }],
    ["我要绑定 老福记酒楼 安全员", { kind: "bind", said: "老福记酒楼", role: "enterprise_safety_officer" }],
    ["绑定企业：K7QF-3MXA-W9TZ", { kind: "bind", said: "K7QF-3MXA-W9TZ", role: "enterprise_principal" }],
    ["邀请 河市小厨 安全管理员", { kind: "invite", name: "河市小厨", role: "enterprise_safety_officer" }],
    ["给我发个邀请码给老福记酒楼", { kind: "invite", name: "老福记酒楼", role: "enterprise_principal" }],
    ["企业 老福记", { kind: "find_enterprise", name: "老福记", isSure: true }],
    ["查一下企业老福记", { kind: "find_enterprise", name: "老福记", isSure: false }],
    ["老福记酒楼的档案", { kind: "find_enterprise", name: "老福记酒楼", isSure: false }],
    ["谁负责加油站", { kind: "who_is_responsible", topic: "加油站" }],
    ["河市镇企业办归谁管？", { kind: "who_is_responsible", topic: "河市镇企业办" }],
    ["再生资源回收的联系人是谁", { kind: "who_is_responsible", topic: "再生资源回收" }],
    ["授权 张三 值班员", { kind: "grant", name: "张三", role: "duty_officer" }],
    ["授权 @张三 为河市企业办工作人员", { kind: "grant", name: "张三", role: "town_staff" }],
    ["收回权限：张三", { kind: "grant", name: "张三", role: undefined }],
    ["人员名单", { kind: "list_people", unit: "" }],
    ["查看河市镇企业办人员名单", { kind: "list_people", unit: "河市镇企业办" }],
    ["商贸流通股有哪些人？", { kind: "list_people", unit: "商贸流通股" }],
    ["陈美珊是谁", { kind: "who_is", name: "陈美珊" }],
    ["谁是陈美珊", { kind: "who_is", name: "陈美珊" }],
    ["看看最近的审计记录", { kind: "tell_audit", isExport: false }],
    ["请帮我导出审计记录", { kind: "tell_audit", isExport: true }],
  ])("%s", (text, request) => {
    expect(readRequest(text)).toEqual(request);
  });

  test.each([
    "企业培训有啥要求",
    "企业主要负责人每季度做什么",
    "查企业要看哪些资料",
    "邀请专家检查有什么要求",
    "群里可以发通知吗",
    "授权执法的依据是什么",
    "主要负责人",
    "老板多久得亲自带队查一次？",
    "企业办检查了三家店，二楼疏散门上锁，灭火器缺两具",
    "",
  ])("is not: %s", (text) => {
    expect(readRequest(text)).toBeUndefined();
  });
});
