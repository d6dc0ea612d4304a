import type { Day } from "../clock.ts";
import { texts } from "../texts/enterprise-sheets.ts";
import type { EnterpriseList, Listing } from "./enterprise-lists.ts";
import { LOCATED_HEADERS } from "./enterprise-reference.ts";
import { entryTable } from "./entry-table.ts";
import { readDay } from "./item-table.ts";
import { naming, oneLine, readChoice } from "./workbook-column.ts";

/** THE table of the columns of a listing: on which list an enterprise stands, or stood, and who put it there. */

export type ListingFields = Pick<Listing, "list" | "source" | "reason" | "listedOn" | "removedOn">;

const OTHER_HEADERS = {
  ...LOCATED_HEADERS,
  list: ["名单名称", "名单类别", "失信名单"],
  source: ["认定部门", "列入来源", "认定来源"],
  reason: ["列入事由", "原因", "列入原因"],
  listedOn: ["列入时间", "认定日期"],
  removedOn: ["移出时间", "退出日期"],
};

const named = naming(texts.listings, OTHER_HEADERS);

export const LISTING_TABLE = entryTable<ListingFields>({
  words: texts.listings,
  action: "enter_listing",
  defaults: { list: "safety_blacklist", source: "", reason: undefined, listedOn: "", removedOn: undefined },
  columns: [
    {
      ...named("list", 18, {}),
      required: true,
      choices: () => Object.values(texts.lists),
      read(text) {
        const list = readChoice<EnterpriseList>(texts.lists, text);
        return typeof list === "string" ? { list } : list;
      },
      print: ({ list }) => texts.lists[list],
    },
    { ...named("source", 36, {}), required: true, read: (text) => ({ source: oneLine(text) }), print: ({ source }) => source },
    {
      ...named("reason", 36, { reason: undefined }),
      read: (text) => ({ reason: oneLine(text) }),
      print: ({ reason }) => reason ?? "",
    },
    { ...named("listedOn", 12, {}), required: true, read: (text) => readDay(text, "listedOn"), print: ({ listedOn }) => listedOn },
    // A blank one does not put an enterprise back on a list.
    { ...named("removedOn", 12, {}), read: (text) => readDay(text, "removedOn"), print: ({ removedOn }) => removedOn ?? "" },
  ],
  nameOf: ({ list }) => (list ? texts.lists[list] : ""),
  // Removed and put there again on one day, it stands there twice.
  keyOf: ({ list, listedOn, removedOn }) => JSON.stringify([list, listedOn, removedOn]),
  find(standing, { list, listedOn, removedOn }) {
    const ofList = standing.filter(({ fields }) => fields.list === list);
    const ofDay = ofList.filter(({ fields }) => fields.listedOn === listedOn);
    const stands = ({ fields }: (typeof standing)[number]) => fields.removedOn === undefined;
    const same = ofDay.find(({ fields }) => fields.removedOn === removedOn) ?? ofDay.find(stands);
    return same ?? (removedOn === undefined ? ofDay[0] : undefined) ?? ofList.find(stands);
  },
  // A person says what has happened: nobody is put on a list, or taken off it, in advance.
  objections: ({ listedOn, removedOn }, today) => [
    ...(isAfter(listedOn, today) ? [{ field: "listedOn" as const, problem: texts.problems.futureListed }] : []),
    ...(isAfter(removedOn, today) ? [{ field: "removedOn" as const, problem: texts.problems.futureRemoved }] : []),
    ...(isAfter(listedOn, removedOn) ? [{ field: "removedOn" as const, problem: texts.problems.removedBefore }] : []),
  ],
});

function isAfter(day: Day | undefined, other: Day | undefined): boolean {
  return day !== undefined && other !== undefined && day > other;
}
