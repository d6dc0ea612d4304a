/**
 * A kind of list that is exchanged as a workbook, declared once: what its columns are called, how a cell is read and printed, and
 * how a row finds the entry that it means. Template, export, import and report all follow this declaration.
 */

/** Why a cell is not accepted, for the person who wrote it. */
export type Unreadable = { problem: string };

/** How a column is found in a workbook. */
export type Heading = {
  field: string;
  /** As the template prints it. */
  header: string;
  /** What people call it in lists of their own. */
  otherHeaders: readonly string[];
  required: boolean;
};

export type Column<Entry extends object, Known> = Heading & {
  field: keyof Entry & string;
  /** In characters. */
  width: number;
  /** How to fill it in. */
  note: string;
  /** What the example row of the template says. */
  example(known: Known): string;
  /** For a list to choose from. */
  choices?(known: Known): readonly string[];
  /**
   * What a cell that is not blank says.
   * @param entry  what the columns before this one have said
   */
  read(text: string, given: { known: Known; entry: Partial<Entry> }): Partial<Entry> | Unreadable;
  /** What a blank cell says: that there is none; or, where this is empty, nothing. */
  blank: Partial<Entry>;
  print(entry: Entry, known: Known): string;
  /** Characters that a cell may hold; undefined: what no list of people's exceeds. */
  longest?: number;
};

/** What a row means: nobody that is known, somebody, or it cannot be told. */
export type Match<Entry> =
  | { kind: "new"; remark?: string; settled?: Partial<Entry> }
  /** @property settled  what holds whatever the row says: it was found by an alias and keeps its name */
  | { kind: "known"; id: string; entry: Entry; settled?: Partial<Entry> }
  | { kind: "wrong"; field: keyof Entry & string; problem: string };

export type Table<Entry extends object, Known> = {
  sheetName: string;
  columns: readonly Column<Entry, Known>[];
  /** What a new entry has where its row says nothing. */
  defaults: Entry;
  nameOf(entry: Partial<Entry>): string;
  match(entry: Partial<Entry>, known: Known): Match<Entry>;
  /** Two rows with a key of their `own` in common speak of the same; so do two of which one has the other's key `also`. */
  keysOf(entry: Partial<Entry>): { own: readonly string[]; also: readonly string[] };
  /** What is not allowed although each cell can be read: by rights, or because cells contradict each other. */
  objections(change: { entry: Entry; before: Entry | undefined }, known: Known): readonly Objection<Entry>[];
};

export type Objection<Entry> = { field: keyof Entry & string; problem: string };

export const WORKBOOK_KINDS = ["enterprises", "people"] as const;
export type WorkbookKind = (typeof WORKBOOK_KINDS)[number];

export function isUnreadable(reading: object): reading is Unreadable {
  return "problem" in reading;
}
