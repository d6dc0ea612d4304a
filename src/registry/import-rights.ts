import type { What } from "./rights.ts";
import type { Grant } from "./role.ts";

/** What whoever imports may do, asked of rights.ts by whoever knows who that is. Each answer is a sentence why not, or undefined. */
export type ImportRights = {
  /** Undefined: of somebody who belongs to no district. */
  toImport(district: string | undefined): string | undefined;
  /** @param district  where the grant holds; of an enterprise's people, that of the enterprise */
  toGrant(grant: Grant, district: string | undefined): string | undefined;
  /** @param what  the enterprise of which something is entered */
  toEnter(action: "enter_risks" | "enter_listing", what: What): string | undefined;
};

/** Of whoever sits at the server. */
export const EVERY_RIGHT: ImportRights = { toImport: () => undefined, toGrant: () => undefined, toEnter: () => undefined };
