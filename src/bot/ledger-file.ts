import { dayOf } from "../clock.ts";
import { mappingCalled } from "../hazards/export-mappings.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { ledgerSheet } from "../hazards/ledger-export.ts";
import type { LedgerRequest } from "../hazards/ledger-requests.ts";
import { listSheets } from "../hazards/list-sheets.ts";
import { mappedSheet } from "../hazards/mapped-sheet.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import { texts as mapped } from "../texts/export-mappings.ts";
import { texts } from "../texts/statistics.ts";
import type { BotNeeds } from "./needs.ts";

/** The ledger as a file: what it is called, what is said of it, and what the audit keeps. */
export type LedgerFile = { name: string; sheets: readonly OutSheet[]; said: string; after: Readonly<Record<string, unknown>> };

/** @throws AppError bad_input (no such mapping) or bad_configuration (a file that the office keeps), with a sentence */
export async function ledgerFile(needs: BotNeeds, request: LedgerRequest, hazards: readonly Hazard[]): Promise<LedgerFile> {
  const { db, now } = needs;
  const count = hazards.length;
  const day = dayOf(now());
  if (request.kind === "mapped") {
    const mapping = mappingCalled(await needs.exportMappings(), request.mapping ?? "");
    const { name } = mapping;
    const facts = { name: mapped.fileName({ name, day }), said: mapped.sending({ name, count }), after: { count, mapping: name } };
    return { ...facts, sheets: [mappedSheet(mapping, hazards, now())] };
  }
  const lists = request.kind === "lists";
  const sheets = lists ? listSheets(await needs.lists(), hazards, now()) : [await ledgerSheet(db, hazards, now())];
  return { sheets, name: texts.export.fileName({ day, lists }), said: texts.export.sending({ count, lists }), after: { count, lists } };
}
