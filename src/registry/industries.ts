import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { AppError } from "../errors.ts";

/** The industries of the plans, under the names that people use for them. */

const FILE = join(import.meta.dirname, "../../knowledge/lexicon/industries.yaml");

const words = z.string().trim().min(1);
const Industry = z.strictObject({ id: z.string().regex(/^[a-z_]+$/), name: words, aliases: z.array(words) });
export type Industry = z.infer<typeof Industry>;
const Industries = z.strictObject({ industries: z.array(Industry).min(1) });

let kept: readonly Industry[] | undefined;

/** In the order of the plans, read once. @throws AppError bad_configuration naming the file */
export function industries(): readonly Industry[] {
  kept ??= readIndustries();
  return kept;
}

/** The industry that is called so, by id, name or alias. */
export function industryCalled(name: string): Industry | undefined {
  const wanted = name.trim();
  return industries().find(({ id, name: own, aliases }) => [id, own, ...aliases].includes(wanted));
}

/** How an industry is shown; an id that is no longer in the file shows itself. */
export function industryName(id: string): string {
  return industries().find((industry) => industry.id === id)?.name ?? id;
}

function readIndustries(): readonly Industry[] {
  try {
    return Industries.parse(parse(readFileSync(FILE, "utf8"))).industries;
  } catch (cause) {
    throw new AppError("bad_configuration", `${FILE} is not a usable list of industries`, { cause });
  }
}
