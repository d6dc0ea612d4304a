import { buttonRow, type Card, type CardElement, callbackButton, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/workbook-report.ts";
import type { ConfirmImport } from "./import-press.ts";
import { countsOf, type Plan } from "./workbook-plan.ts";
import type { WorkbookUpload } from "./workbook-uploads.ts";

const words = texts.chat;

/** What a workbook would change, its first problems, and the button that applies exactly this file; the ledger takes all of its rows or none. */
export function importCard(upload: WorkbookUpload, plan: Plan<object>): Card {
  const counts = countsOf(plan);
  const good = upload.kind === "ledger" && counts.wrong > 0 ? 0 : counts.add + counts.change;
  const problems = texts.problems(plan.rows);
  const list = (lines: readonly string[]) => markdown(lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n"));
  const color = counts.wrong > 0 ? "orange" : "blue";
  return card(
    { text: words.title(upload), color },
    [
      markdown(`${escapeMarkdown(words.file({ name: upload.fileName }))}\n**${texts.summary(counts)}**`),
      ...(problems.length > 0 ? [list(problems)] : []),
      ...(plan.notes.length > 0 ? [list(plan.notes)] : []),
      divider(),
      ...(good > 0
        ? confirmation(upload, { good, wrong: counts.wrong })
        : [notation(counts.wrong > 0 ? words.fixFirst : words.nothingToDo)]),
    ],
    texts.summary(counts),
  );
}

function confirmation({ hash, expiresAt }: WorkbookUpload, { good, wrong }: { good: number; wrong: number }): CardElement[] {
  const value: ConfirmImport = { do: "confirm_import", hash, goodRows: wrong > 0 };
  const label = wrong > 0 ? words.confirmGood({ rows: good }) : words.confirm;
  return [
    notation([words.nothingWritten, words.more, ...(wrong > 0 ? [words.fixFirst] : [])].join("")),
    buttonRow([callbackButton(label, value, "primary")]),
    notation(words.validUntil({ minute: formatMinute(expiresAt) })),
  ];
}

/** The same card once it was confirmed: without its button. */
export function confirmedCard({ kind, fileName }: Pick<WorkbookUpload, "kind" | "fileName">): Card {
  return card(
    { text: words.titleDone({ kind }), color: "grey" },
    [markdown(escapeMarkdown(words.file({ name: fileName }))), notation(words.importing)],
    words.importing,
  );
}
