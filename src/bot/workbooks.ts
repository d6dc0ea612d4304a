import { assertNever } from "../errors.ts";
import { workbookRequest } from "../registry/workbook-requests.ts";
import { applyConfirmed } from "./confirm-import.ts";
import type { AnxunContext } from "./context.ts";
import { importWorkbook } from "./import-workbook.ts";
import { exportWorkbook, sendTemplates } from "./send-workbook.ts";
import { bringsWorkbook } from "./xlsx-attachment.ts";

/** Lists of enterprises and people as workbooks: what was said or sent, and who sees to it. */

export function isAboutWorkbooks(context: AnxunContext): boolean {
  return bringsWorkbook(context) || workbookRequest(context.message.text) !== undefined;
}

export async function handleWorkbooks(context: AnxunContext): Promise<void> {
  const request = workbookRequest(context.message.text);
  if (bringsWorkbook(context) || !request) return importWorkbook(context);
  switch (request.kind) {
    case "import":
      return importWorkbook(context);
    case "apply":
      return applyConfirmed(context, request);
    case "export":
      return exportWorkbook(context, request.list);
    case "template":
      return sendTemplates(context);
    default:
      return assertNever(request);
  }
}
