import { dayOf } from "../clock.ts";
import { dutiesMeant } from "../duties/collected.ts";
import { collectedDuties } from "../duties/collecting.ts";
import { type CollectionRequest, readCollectionRequest, tellsDone } from "../duties/collection-requests.ts";
import type { DutyOccurrence } from "../duties/stored-duty.ts";
import { assertNever } from "../errors.ts";
import { addDeliveryEvidence, deliveryQuoted } from "./add-delivery-evidence.ts";
import { commend } from "./commend.ts";
import type { AnxunContext } from "./context.ts";
import { deliverNamed, deliverQuoted, occurrenceQuoted, showOwed } from "./deliver-in-words.ts";
import { exportCollectionOf, showCollectionOf, showCollections } from "./show-collection.ts";
import { sendYearReport } from "./year-report.ts";

/** What is longer tells a story. */
const CHARACTERS_MAX = 300;

/** Whether it is about deliveries: below a reminder or a receipt, or in words that name a duty for which evidence is collected. */
export async function isAboutCollection(context: AnxunContext): Promise<boolean> {
  const { message } = context;
  if (!message.addressed || message.text.length > CHARACTERS_MAX) return false;
  if ((await deliveryQuoted(context)) !== undefined || (await occurrenceDelivered(context))) return true;
  const request = requestOf(context);
  if (!request) return false;
  if (request.kind !== "figures" && request.kind !== "export" && request.kind !== "deliver") return true;
  return dutiesMeant(request.name, await collectedDuties(context.needs.db)).length > 0;
}

export async function handleCollection(context: AnxunContext): Promise<void> {
  const receipt = await deliveryQuoted(context);
  if (receipt !== undefined) return addDeliveryEvidence(context, receipt);
  const occurrence = await occurrenceDelivered(context);
  if (occurrence) return deliverQuoted(context, occurrence);
  const request = requestOf(context);
  if (request) await act(context, request);
}

/** The occurrence whose reminder is quoted, by words that tell that it is done, or by pictures and files without a word. */
async function occurrenceDelivered(context: AnxunContext): Promise<DutyOccurrence | undefined> {
  const { text, attachments } = context.message;
  const isDelivered = tellsDone(text) || (text.trim() === "" && attachments.length > 0);
  return isDelivered ? occurrenceQuoted(context) : undefined;
}

function act(context: AnxunContext, request: CollectionRequest): Promise<void> {
  switch (request.kind) {
    case "overview":
      return showCollections(context);
    case "mine":
      return showOwed(context);
    case "figures":
      return showCollectionOf(context, request.name);
    case "export":
      return exportCollectionOf(context, request.name);
    case "deliver":
      return deliverNamed(context, request.name, request.rest);
    case "commend":
      return commend(context);
    case "year_report":
      return sendYearReport(context, request.year);
    default:
      return assertNever(request);
  }
}

function requestOf({ message, needs }: AnxunContext): CollectionRequest | undefined {
  return readCollectionRequest(message.text, Number(dayOf(needs.now()).slice(0, 4)));
}
