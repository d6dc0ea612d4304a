/** What the Feishu edge tells the person who runs the house. */
export const texts = {
  credentialsRefused: ({ appId, code }: { appId: string; code: number | undefined }) =>
    `飞书不接受应用 ${appId} 的凭证${code === undefined ? "" : `（错误码 ${code}）`}。请到飞书开放平台“凭证与基础信息”核对 LARK_APP_ID 和 LARK_APP_SECRET，并确认应用已发布、未停用。`,
  refused: ({ appId, detail }: { appId: string; detail: string }) =>
    `飞书拒绝了应用 ${appId} 的请求（${detail}）。请到飞书开放平台核对应用的权限、可用范围和发布状态。`,
  longConnectionRefused: ({ detail }: { detail: string }) =>
    `飞书拒绝了长连接（${detail}）。请到飞书开放平台“事件与回调”把订阅方式设为“使用长连接接收事件/回调”，并发布应用版本。`,
  unreachable: ({ domain }: { domain: string }) => `连不上飞书（${domain}）。请检查网络、代理和 LARK_DOMAIN 后重试。`,
  unavailable: ({ domain }: { domain: string }) => `飞书（${domain}）暂时没有正常回应，请稍后再试。`,
};
