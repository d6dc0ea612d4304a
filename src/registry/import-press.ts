import { z } from "zod";

/** What 「确认导入」 carries. It comes back from outside: parse it. */
export const ConfirmImport = z.strictObject({
  do: z.literal("confirm_import"),
  /** sha256 of the file, in hex: this file or none. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** The rows that are right, although others are wrong. */
  goodRows: z.boolean(),
});
export type ConfirmImport = z.infer<typeof ConfirmImport>;
