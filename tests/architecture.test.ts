import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSourceTree } from "./support/source-tree.ts";

const BOLD_BEHIND_MARK = /\*\*[^*]+[。？！，；：]\*\*\p{L}/u;
const HAN = /\p{Script=Han}/u;

/** Words for people. */
const TEXTS = [/^src\/texts\//, /^src\/simulator\/page\/texts\.ts$/];

/** Rooms that recognise Chinese: a file's grammar stands in its named constants, words in knowledge/lexicon/. */
const GRAMMARS = [/^src\/clock\.ts$/, /^src\/(knowledge|policy|registry|hazards|duties|notices)\//, /^src\/bot\/routes\.ts$/];

/** Files that run when they are loaded: the command line, workers, and the page in the browser. */
const ENTRIES = [
  "src/cli/main.ts",
  "src/storage/embedded-worker.ts",
  "src/registry/workbook-worker.ts",
  "src/hazards/picture-worker.ts",
  "src/simulator/page-build-entry.ts",
  "src/simulator/page/main.tsx",
];

const files = readSourceTree();

function offenders(rule: (file: (typeof files)[number]) => boolean): string[] {
  return files.filter(rule).map((file) => file.path);
}

describe("the house", () => {
  test("Chinese stands only in texts and in the named constants of a grammar", () => {
    const isChinese = (text: string) => HAN.test(text);
    const belongs = (path: string, places: readonly RegExp[]) => places.some((place) => place.test(path));
    const outside = files.filter((file) => !belongs(file.path, TEXTS));
    expect(outside.filter((file) => !belongs(file.path, GRAMMARS) && file.texts.some(isChinese)).map(({ path }) => path)).toEqual([]);
    expect(outside.filter((file) => file.scatteredTexts.some(isChinese)).map(({ path }) => path)).toEqual([]);
  });

  test("no bold ends behind a mark, where Markdown shows its asterisks", () => {
    const texts = files.filter(({ path }) => path.startsWith("src/texts/"));
    expect(texts.filter((file) => file.texts.some((text) => BOLD_BEHIND_MARK.test(text))).map(({ path }) => path)).toEqual([]);
  });

  test("only clock.ts reads the time", () => {
    expect(
      offenders((file) => file.path !== "src/clock.ts" && !file.path.startsWith("src/simulator/page/") && file.clockReads.length > 0),
    ).toEqual([]);
  });

  test("importing a module does nothing", () => {
    expect(offenders((file) => !ENTRIES.includes(file.path) && file.runsOnImport.length > 0)).toEqual([]);
  });

  test("no file is longer than 300 lines, and half of them are shorter than 90", () => {
    expect(offenders((file) => file.lines > 300)).toEqual([]);
    const sorted = files.map((file) => file.lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(90);
  });

  test("every table is touched by one file", () => {
    const owners = new Map<string, Set<string>>();
    for (const table of tables()) {
      const mention = new RegExp(`\\b(?:from|into|update|join|table|delete from)\\s+${table}\\b`, "i");
      for (const file of files.filter(({ texts }) => texts.some((text) => mention.test(text)))) {
        owners.set(table, (owners.get(table) ?? new Set()).add(file.path));
      }
    }
    const shared = [...owners].filter(([, paths]) => paths.size > 1).map(([table, paths]) => `${table}: ${[...paths].join(", ")}`);
    expect(shared).toEqual([]);
    expect(tables().filter((table) => !owners.has(table))).toEqual([]);
  });
});

function tables(): string[] {
  const sql = globSync("migrations/*.sql").map((file) => readFileSync(file, "utf8"));
  return sql.flatMap((text) => [...text.matchAll(/create table (\w+)/g)].map((match) => String(match[1])));
}
