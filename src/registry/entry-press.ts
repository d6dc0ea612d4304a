import { z } from "zod";
import type { Action } from "./rights.ts";

/** What the buttons and forms carry by which something is entered for an enterprise. It comes back from outside: parse it. */

const RowId = z.string().regex(/^[1-9]\d{0,17}$/);
const Kind = z.enum(["risk", "item", "listing"]);
export type EntryKind = z.infer<typeof Kind>;

export const ENTRY_KINDS = Kind.options;

/** Which right each of them needs. */
export const ENTRY_RIGHTS: Readonly<Record<EntryKind, Action>> = { risk: "enter_risks", item: "enter_risks", listing: "enter_listing" };

export const OpenEntry = z.strictObject({ do: z.literal("open_entry"), kind: Kind, enterpriseId: RowId });
export type OpenEntry = z.infer<typeof OpenEntry>;
export const SaveEntry = z.strictObject({ do: z.literal("save_entry"), kind: Kind, enterpriseId: RowId });
export type SaveEntry = z.infer<typeof SaveEntry>;
export const RemoveEntry = z.strictObject({ do: z.literal("remove_entry"), kind: Kind, enterpriseId: RowId, entryId: RowId });
export type RemoveEntry = z.infer<typeof RemoveEntry>;

const name = z.string().trim().min(1).max(60);
const short = z
  .string()
  .trim()
  .max(60)
  .default("")
  .transform((text) => text || undefined);
const long = z
  .string()
  .trim()
  .max(300)
  .default("")
  .transform((text) => text || undefined);

/** A day as people write it: read with today in hand. */
const said = z.string().trim().min(1).max(20);

export const RiskForm = z.object({
  name,
  place: short,
  colour: z.enum(["red", "orange", "yellow", "blue"]),
  measures: long,
  responsible: short,
});
export const ItemForm = z.object({ category: z.enum(["certificate", "equipment"]), name, number: short, holder: short, expiresOn: said });
export const ListingForm = z.object({
  list: z.enum(["safety_blacklist", "fire_blacklist", "commerce_blacklist"]),
  source: z.string().trim().min(1).max(200),
  reason: long,
  listedOn: said,
});
