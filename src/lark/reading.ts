import type { z } from "zod";
import { MessengerError } from "../messenger.ts";

/** What goes into a path and what comes back, checked at the wall. */

/** The SDK puts ids into the path as they are: `../` must not lead to another call. */
export function checked(schema: z.ZodString, id: string, what: string): string {
  if (!schema.safeParse(id).success) throw new MessengerError("refused", `malformed ${what}`);
  return id;
}

/** @throws MessengerError naming the fields that are not as documented, never their values */
export function read<Schema extends z.ZodType>(schema: Schema, body: unknown, what: string): z.infer<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
  throw new MessengerError("unreachable", `${what}: the answer lacks ${fields}`);
}
