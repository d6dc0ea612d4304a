import { assertNever } from "../errors.ts";
import { readCaseRequest } from "../hazards/case-requests.ts";
import type { AnxunContext } from "./context.ts";
import { listMyCases, listOpenCases } from "./list-cases.ts";
import { showCase } from "./show-case.ts";

/** Whether a message asks for a case by its number, or for a list of one's own. */
export function isCaseRequest({ message }: AnxunContext): boolean {
  return message.attachments.length === 0 && readCaseRequest(message.text) !== undefined;
}

export async function handleCaseRequest(context: AnxunContext): Promise<void> {
  const request = readCaseRequest(context.message.text);
  switch (request?.kind) {
    case undefined:
      return;
    case "case":
      return showCase(context, request.id);
    case "mine":
      return listMyCases(context);
    case "open":
      return listOpenCases(context);
    default:
      return assertNever(request);
  }
}
