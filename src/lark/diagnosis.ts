import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { LarkConfig } from "../lark-settings.ts";
import type { Log } from "../log.ts";
import { createMessenger } from "./client.ts";
import { orStartError } from "./credentials.ts";
import { openPlatform } from "./platform.ts";

/** What we call needs one scope of each line; the first is the one to ask for. */
const REQUIRED_SCOPES: readonly (readonly string[])[] = [
  ["im:message:send_as_bot", "im:message", "im:message:send"],
  ["im:message.p2p_msg:readonly", "im:message.p2p_msg", "im:message"],
  ["im:message.group_at_msg:readonly", "im:message.group_at_msg", "im:message.group_msg", "im:message"],
  ["im:message:readonly", "im:message", "im:message.history:readonly"],
  ["im:message.reactions:write_only", "im:message"],
  ["im:chat:readonly", "im:chat", "im:chat:read"],
  // Asking for a person, and being told the name.
  ["contact:contact.base:readonly", "contact:contact:readonly_as_app", "contact:contact:readonly"],
  ["contact:user.base:readonly", "contact:contact:readonly_as_app", "contact:contact:readonly"],
  // Being told who left, in which post they are and in which departments, and how these are called.
  ["contact:user.employee:readonly", "contact:contact:readonly_as_app", "contact:contact:readonly"],
  ["contact:user.department:readonly", "contact:contact:readonly_as_app", "contact:contact:readonly"],
  ["contact:department.base:readonly", "contact:contact:readonly_as_app", "contact:contact:readonly"],
];

const GRANTED = 1;
const Scopes = z.object({ data: z.object({ scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })) }) });

/**
 * Tries the app's credentials and asks what it may do.
 * @throws AppError feishu_refused or feishu_unavailable, with a hint
 */
export async function diagnose(needs: { config: LarkConfig; now: Clock; log: Log }): Promise<{ botName: string; missingScopes: string[] }> {
  const self = await orStartError(createMessenger(needs).self(), needs.config);
  const platform = openPlatform(needs);
  const listed = platform.call("scopes", (as) => platform.client.application.v6.scope.list({}, as));
  const { scopes } = Scopes.parse(await orStartError(listed, needs.config)).data;
  return { botName: self.name, missingScopes: missingScopes(scopes) };
}

function missingScopes(scopes: z.infer<typeof Scopes>["data"]["scopes"]): string[] {
  const granted = new Set(scopes.filter((scope) => scope.grant_status === GRANTED).map((scope) => scope.scope_name));
  return REQUIRED_SCOPES.filter((alternatives) => !alternatives.some((scope) => granted.has(scope))).flatMap((scopes) =>
    scopes.slice(0, 1),
  );
}
