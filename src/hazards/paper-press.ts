import { z } from "zod";
import { HazardId } from "./case-press.ts";
import { CASE_PAPERS } from "./paper.ts";

/** What the buttons for papers carry. It comes back from outside: parse it. */

/** Shows which papers a case can have. */
export const OpenPapers = z.strictObject({ do: z.literal("open_papers"), hazardId: HazardId });
export type OpenPapers = z.infer<typeof OpenPapers>;

export const MakePaper = z.strictObject({ do: z.literal("make_paper"), hazardId: HazardId, paper: z.enum(CASE_PAPERS) });
export type MakePaper = z.infer<typeof MakePaper>;
