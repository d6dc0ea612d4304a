import { assertNever } from "../errors.ts";
import { texts } from "../texts/hazards.ts";
import { askPolicy } from "./ask-policy.ts";
import { beginReport } from "./begin-report.ts";
import type { AnxunContext } from "./context.ts";
import { addPhotos, continueReport } from "./continue-report.ts";
import { casesFollowed, followCase } from "./follow-case.ts";
import { matterOf } from "./hearing.ts";

/** Whether a message reports something, or goes on with a report. */
export async function isAboutHazards(context: AnxunContext): Promise<boolean> {
  return (await matterOf(context)) !== undefined;
}

/** The same of what was not said to us, in a group where every message is looked at. */
export async function isOverheardReport(context: AnxunContext): Promise<boolean> {
  return !context.message.addressed && isAboutHazards(context);
}

/** The same of a picture without a word. */
export async function isPictureOfHazard(context: AnxunContext): Promise<boolean> {
  const { text, attachments } = context.message;
  return text === "" && attachments.some(({ kind }) => kind === "image") && isAboutHazards(context);
}

export async function handleHazards(context: AnxunContext): Promise<void> {
  const matter = await matterOf(context);
  if (!matter) return;
  switch (matter.kind) {
    case "turn":
      return continueReport(context, matter);
    case "photos":
      return addPhotos(context, matter.draft);
    case "report":
      return beginReport(context, matter.heard);
    case "followup":
      return followOrAsk(context);
    case "complaint":
      return context.sendText(texts.complaint);
    case "peace":
      return;
    default:
      return assertNever(matter);
  }
}

/** Without a case that it could mean, it follows up a question. */
async function followOrAsk(context: AnxunContext): Promise<void> {
  const cases = await casesFollowed(context);
  return cases.length > 0 ? followCase(context, cases) : askPolicy(context);
}
