import { z } from "zod";
import type { Access } from "./access.ts";
import type { CardTokens } from "./card-tokens.ts";
import type { Post } from "./delivery.ts";
import type { FaultBox } from "./faults.ts";
import type { Limits } from "./limits.ts";
import { refusal } from "./refusal.ts";
import type { Store } from "./store.ts";

/** What the routes share. */
export type Platform = {
  store: Store;
  access: Access;
  limits: Limits;
  faults: FaultBox;
  post: Post;
  cardTokens: CardTokens;
  /** Tickets for the long connection that were given out and not yet used. */
  tickets: Set<string>;
};

/** Parses what a caller sent. @throws PlatformRefusal 99992402, naming each field that is missing or wrong */
export function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const violations = parsed.error.issues.map((issue) => ({ field: issue.path.join("."), description: issue.message }));
  throw refusal(99992402, "", { violations });
}

export function ok(data: object = {}): { code: 0; msg: "success"; data: object } {
  return { code: 0, msg: "success", data };
}

/** @throws PlatformRefusal 230020 when `key` has had its calls for this second */
export function countPerSecond(platform: Platform, key: string, calls: number): void {
  if (platform.faults.limitsLifted) return;
  if (platform.limits.hit(key, [{ calls, windowMs: 1000 }]) !== undefined) throw refusal(230020);
}

export const Page = z.object({ page_size: z.coerce.number().int().min(1).max(100).default(20), page_token: z.string().optional() });

/** One page of a list; the token is the place of the next. */
export function pageOf<Item>(
  items: readonly Item[],
  query: z.infer<typeof Page>,
): { items: Item[]; page_token: string; has_more: boolean } {
  const start = Number(query.page_token ?? 0) || 0;
  const end = start + query.page_size;
  return { items: items.slice(start, end), page_token: end < items.length ? String(end) : "", has_more: end < items.length };
}
