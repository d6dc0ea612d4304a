/** Events as the platform sends them, with names and ids made up. Override what matters to a test. */

export const BOT = { openId: "ou_5ad573a6411d72b8305fda3a9c15c70e" };
export const SPEAKER = "ou_84aad35d084aa403a838cf73ee184673";
export const COLLEAGUE = "ou_c99c5f35d542efc7ee492afe11af19ef";
export const CHAT = "oc_5ce6d572455d361153b7xx51da133945";

export type RawEvent = { schema: "2.0"; header: Record<string, string>; event: Record<string, unknown> };

function header(eventType: string): Record<string, string> {
  return {
    event_id: "5e3702a84e847582be8db7fb73283c02",
    event_type: eventType,
    create_time: "1763712000000",
    token: "rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV",
    app_id: "cli_9f5343c580712544",
    tenant_key: "2ca1d211f64f6438",
  };
}

export function messageEvent(message: Record<string, unknown>, sender: Record<string, unknown> = {}): RawEvent {
  return {
    schema: "2.0",
    header: header("im.message.receive_v1"),
    event: {
      sender: {
        sender_id: { union_id: "on_8ed6aa67826108097d9ee143816345", user_id: "e33ggbyz", open_id: SPEAKER },
        sender_type: "user",
        tenant_key: "736588c9260f175e",
        ...sender,
      },
      message: {
        message_id: "om_5ce6d572455d361153b7cb51da133945",
        create_time: "1763712000123",
        update_time: "1763712000123",
        chat_id: CHAT,
        chat_type: "group",
        message_type: "text",
        content: JSON.stringify({ text: "你好" }),
        mentions: [],
        ...message,
      },
    },
  };
}

export function textEvent(text: string, message: Record<string, unknown> = {}): RawEvent {
  return messageEvent({ message_type: "text", content: JSON.stringify({ text }), ...message });
}

export function mention(number: number, openId: string | null, name: string): Record<string, unknown> {
  return {
    key: `@_user_${number}`,
    id: { union_id: "on_8ed6aa67826108097d9ee143816345", user_id: "", open_id: openId },
    name,
    tenant_key: "736588c9260f175e",
  };
}

export function pressEvent(action: Record<string, unknown>): RawEvent {
  return {
    schema: "2.0",
    header: header("card.action.trigger"),
    event: {
      operator: { tenant_key: "736588c9260f175e", user_id: "e33ggbyz", open_id: SPEAKER, union_id: "on_8ed6aa67826108097d9ee143816345" },
      token: "c-295ee57216a5dc9de90fefd0aadb4b1d7d",
      action: { tag: "button", timezone: "Asia/Shanghai", ...action },
      host: "im_message",
      context: { open_message_id: "om_dc13264520392913993dd051dba21dcf", open_chat_id: CHAT },
    },
  };
}

export function chatEvent(eventType: string): RawEvent {
  return {
    schema: "2.0",
    header: header(eventType),
    event: {
      chat_id: CHAT,
      operator_id: { union_id: "on_8ed6aa67826108097d9ee143816345", user_id: "e33ggbyz", open_id: SPEAKER },
      external: false,
      operator_tenant_key: "736588c9260f175e",
      name: "洛江区商务安全工作群",
    },
  };
}

/** What the SDK's dispatcher makes of an event. */
export function flattened({ schema, header: head, event }: RawEvent): Record<string, unknown> {
  return { schema, ...head, ...event };
}
