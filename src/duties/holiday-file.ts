/** What people keep in knowledge/calendar: a year as the State Council's notice gives it. It stands above the package's data. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { HolidayYear } from "../holiday-years.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/duties.ts";

const day = z.string().refine(isDay, texts.holidays.badDay);
const HolidayFile = z
  .strictObject({
    year: z.number().int().min(2000).max(2100),
    source: z.string().min(1),
    holidays: z.array(
      z.strictObject({ name: z.string().min(1), from: day, to: day }).refine(({ from, to }) => from <= to, texts.holidays.reversed),
    ),
    workdays: z.array(day),
  })
  .superRefine(({ year, holidays, workdays }, context) => {
    const days = [...holidays.flatMap(({ from, to }) => [from, to]), ...workdays];
    // The New Year's holiday may begin in the last days of the year before.
    if (days.some((one) => Math.abs(Number(one.slice(0, 4)) - year) > 1)) {
      context.addIssue({ code: "custom", path: ["year"], message: texts.holidays.otherYear });
    }
  });

/**
 * The years of a folder of YAML files; none where the folder is not there.
 * @throws AppError bad_configuration, naming file and line
 */
export async function readHolidayYears(directory: string): Promise<HolidayYear[]> {
  const names = await readdir(directory).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return [];
    throw unusable(directory, cause.message, cause);
  });
  const files = names.filter((name) => /\.ya?ml$/.test(name)).sort();
  return Promise.all(files.map(async (name) => parseHolidayYear(join(directory, name), await readFile(join(directory, name), "utf8"))));
}

/** @throws AppError bad_configuration */
export function parseHolidayYear(file: string, text: string): HolidayYear {
  const reading = readYaml(text, HolidayFile, texts.holidays, "year");
  if (!("value" in reading)) throw unusable(file, texts.holidays.problems(reading), reading.cause);
  const { year, holidays, workdays } = reading.value;
  const days = holidays.flatMap(({ name, from, to }) => daysFrom(from, to).map((one) => [one, name] as const));
  return { year, holidays: new Map(days), makeUpDays: new Set(workdays) };
}

function daysFrom(from: string, to: string): string[] {
  const days = [from];
  for (let last = from; last < to; ) {
    last = shiftDay(last, 1);
    days.push(last);
  }
  return days;
}

function unusable(file: string, detail: string, cause: unknown): AppError {
  return new AppError("bad_configuration", `${file} is not a usable calendar`, { cause, hint: texts.holidays.broken({ file, detail }) });
}
