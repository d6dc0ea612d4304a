import { texts } from "../texts/workbook.ts";
import type { Unreadable } from "./workbook-table.ts";

/** What the columns of all lists are made of. */

type Words<Field extends string> = Readonly<Record<"headers" | "notes" | "examples", Readonly<Record<Field, string>>>>;

/** How a column is called and explained, by its field. @param others  names that people's own lists give to it */
export function naming<Field extends string>(words: Words<Field>, others: Readonly<Record<Field, readonly string[]>>) {
  return <Named extends Field, Blank>(field: Named, width: number, blank: Blank) => ({
    field,
    header: words.headers[field],
    otherHeaders: others[field],
    required: false,
    width,
    note: words.notes[field],
    blank,
    example: () => words.examples[field],
  });
}

/** Which of the codes is called so. @param labels  code → what people read */
export function readChoice<Code extends string>(labels: Readonly<Record<Code, string>>, text: string): Code | Unreadable {
  const codes = Object.keys(labels) as Code[];
  const found = codes.find((code) => labels[code] === text);
  return found ?? { problem: texts.cell.choice({ text, choices: Object.values(labels) }) };
}

/** A name or a place stands on one line, whatever the cell did with it. */
export function oneLine(cell: string): string {
  return cell.replaceAll("\n", "");
}
