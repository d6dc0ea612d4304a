import { rightsTable } from "../registry/rights-table.ts";

/** `anxun rights`: who may do what, and where; docs/rights.md is what it prints. */
export async function printRights(): Promise<void> {
  process.stdout.write(rightsTable());
}
