import type { PressReply } from "../messenger.ts";

export function toast(type: NonNullable<PressReply["toast"]>["type"], content: string): PressReply {
  return { toast: { type, content } };
}
