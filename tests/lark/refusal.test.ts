import { AxiosError, AxiosHeaders, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";
import { expect, test } from "vitest";
import { assertAccepted, refusalOf } from "../../src/lark/refusal.ts";

function httpError(status: number, data: unknown, headers: Record<string, string> = {}): AxiosError {
  const config: InternalAxiosRequestConfig = { headers: new AxiosHeaders({ Authorization: "Bearer t-secret" }), data: '{"text":"隐私"}' };
  const response: AxiosResponse = { status, statusText: "", data, headers, config };
  return new AxiosError("Request failed", "ERR_BAD_REQUEST", config, undefined, response);
}

test.each([
  [400, { code: 230002, msg: "" }, "gone", 230002],
  [400, { code: 230020, msg: "" }, "busy", 230020],
  [429, { code: 99991400, msg: "" }, "busy", 99991400],
  [400, { code: 230099, msg: "" }, "refused", 230099],
  // While somebody's press of it is being answered a card cannot be changed.
  [400, { code: 230099, msg: "Failed to create card content, ext=ErrCode: 11310; ErrMsg: card action is lock; " }, "busy", 230099],
  [400, { code: 99991663, msg: "" }, "unauthorized", 99991663],
  [400, { code: 4711, msg: "something new" }, "refused", 4711],
  [429, "<html>", "busy", undefined],
  [502, "<html>", "unreachable", undefined],
  [503, { code: 4711, msg: "" }, "unreachable", 4711],
  [401, {}, "unauthorized", undefined],
])("HTTP %i with %j means %s", (status, data, refusal, platformCode) => {
  expect(refusalOf(httpError(status, data), "send")).toMatchObject({ refusal, platformCode });
});

test("the platform's own waiting time is kept", () => {
  const error = httpError(429, { code: 99991400, msg: "" }, { "x-ogw-ratelimit-reset": "3" });
  expect(refusalOf(error, "send").retryAfterMs).toBe(3000);
});

test("no answer at all may or may not have happened", () => {
  const error = new AxiosError("timeout of 10000ms exceeded", "ECONNABORTED");
  expect(refusalOf(error, "send")).toMatchObject({ refusal: "unreachable", message: "send: ECONNABORTED", neverArrived: false });
});

test("a connection that never came about has surely not happened", () => {
  const error = new AxiosError("connect ECONNREFUSED 127.0.0.1:1", "ECONNREFUSED");
  expect(refusalOf(error, "send")).toMatchObject({ refusal: "unreachable", neverArrived: true });
});

test("neither token nor text leaves in the error", () => {
  const error = refusalOf(httpError(400, { code: 230001, msg: "" }), "send");
  expect(JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: error.cause })).not.toMatch(/t-secret|隐私/);
});

test("an answer that says no with HTTP 200 is a refusal, too", () => {
  expect(() => assertAccepted({ code: 10014, msg: "app secret invalid" }, "token")).toThrow(/10014/);
  expect(() => assertAccepted("<html>", "token")).toThrow(/not Feishu's/);
  expect(() => assertAccepted({ code: 0 }, "token")).not.toThrow();
});
