import { z } from "zod";

/** What 「起草风险提示」 carries. It comes back from outside: parse it. */
export const DraftClusterNotice = z.strictObject({
  do: z.literal("draft_cluster_notice"),
  /** Of the row: a bigint as text. */
  clusterId: z.string().regex(/^[1-9]\d{0,17}$/),
});
export type DraftClusterNotice = z.infer<typeof DraftClusterNotice>;
