import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/notice-templates.ts";
import { NOTICE_KINDS } from "./notice.ts";

/** What notices often say, as the office keeps it: one file each in knowledge/templates/, explained there. */

const FOLDER = "templates";
/** 「【请填写：……】」: for a person to fill in. */
const SLOT = /【请填写[^】]*】/u;

const line = z.string({ error: texts.notText }).trim().min(1, texts.empty);
const Template = z.strictObject({
  name: line.max(20, texts.longName),
  aliases: z.array(line).default([]),
  kind: z.enum(NOTICE_KINDS, texts.badKind),
  title: line.max(60, texts.longTitle),
  paragraphs: z.array(line).min(1, texts.empty),
  sources: z.array(z.strictObject({ document: line, clause: line, quote: line })).default([]),
});
export type NoticeTemplate = z.infer<typeof Template>;

/** In the order of their files' names; none where the folder has no such files. @throws AppError bad_configuration  with file and line */
export async function readTemplates(knowledgeDir: string): Promise<readonly NoticeTemplate[]> {
  const folder = join(knowledgeDir, FOLDER);
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return [];
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: texts.unreadable({ file: FOLDER }) });
  });
  const files = names.filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(files.map((name) => readTemplate(folder, name)));
}

/** The one that people call so. */
export function templateCalled(templates: readonly NoticeTemplate[], said: string): NoticeTemplate | undefined {
  const wanted = said.trim();
  if (wanted === "") return undefined;
  const named = templates.find(({ name, aliases }) => [name, ...aliases].includes(wanted));
  if (named) return named;
  const within = templates.filter(({ name, aliases }) => [name, ...aliases].some((alias) => wanted.includes(alias)));
  return within.length === 1 ? within[0] : undefined;
}

/** Whether something is left for a person to fill in. */
export function hasSlots(texts: readonly string[]): boolean {
  return texts.some((text) => SLOT.test(text));
}

async function readTemplate(folder: string, name: string): Promise<NoticeTemplate> {
  const reading = readYaml(await readFile(join(folder, name), "utf8"), Template, texts, "title");
  if ("value" in reading) return reading.value;
  const { problems, cause } = reading;
  const file = join(FOLDER, name);
  const hint = texts.broken({ file, problems });
  throw new AppError("bad_configuration", `${file}:${problems[0]?.line ?? 1} is not a usable template`, { hint, cause });
}
