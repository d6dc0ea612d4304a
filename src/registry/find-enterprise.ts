import type { Db } from "../storage/db.ts";
import type { Enterprise } from "./enterprise.ts";
import type { EnterpriseReach } from "./enterprise-rights.ts";
import { enterprisesIn, listEnterprises, searchEnterprises } from "./enterprises.ts";
import { isOneEditAway, soundsSame } from "./name-slip.ts";

/** Which enterprise somebody means who writes a name, an alias, a credit code, a part of these, or one of them with a slip. */

const CANDIDATES_MAX = 8;
/** Shorter ones are a slip of too many names. */
const SLIP_LENGTH_MIN = 3;
/** A search for one character finds everybody. */
const PART_LENGTH_MIN = 2;
const BLANKS = /\s+/gu;

/**
 * The enterprises that may be meant, the likeliest first; one alone when it is called exactly so.
 * @param reach  of whom the asker may know: whoever is not among them is as if they were not there
 */
export async function enterprisesMeant(db: Db, said: string, { scope, allows }: EnterpriseReach): Promise<Enterprise[]> {
  const text = said.replace(BLANKS, "");
  if (text.length < PART_LENGTH_MIN || !scope) return [];
  // The limit counts what may be shown: others must not crowd it out, so that their number is told by nothing.
  const parts = (await searchEnterprises(db, text, { scope, limit: SEARCHED_MAX })).filter(allows);
  const exact = parts.filter((enterprise) => isCalled(enterprise, text));
  if (exact.length > 0) return exact.slice(0, CANDIDATES_MAX);
  if (parts.length > 0) return parts.slice(0, CANDIDATES_MAX);
  const within = (await enterprisesIn(db, text, { scope, limit: SEARCHED_MAX })).filter((one) => allows(one) && isMostOf(one, text));
  if (within.length > 0) return within.slice(0, CANDIDATES_MAX);
  const known = (await listEnterprises(db, { scope })).filter(allows);
  return known.filter((enterprise) => namesOf(enterprise).some((name) => isSlipOf(text, name))).slice(0, CANDIDATES_MAX);
}

const SEARCHED_MAX = 10_000;

/** Whether `text` is its name, an alias, or its credit code. */
export function isCalled(enterprise: Enterprise, text: string): boolean {
  return [...namesOf(enterprise), enterprise.creditCode].includes(text) || enterprise.creditCode === text.toUpperCase();
}

/** 「老福记酒楼有限公司」 is 「老福记酒楼」; a sentence that mentions it is not. */
function isMostOf(enterprise: Enterprise, text: string): boolean {
  return namesOf(enterprise).some((name) => text.includes(name) && name.length * 2 >= text.length);
}

function namesOf({ name, aliases }: Enterprise): string[] {
  return [name, ...aliases];
}

/** One character put in, left out or exchanged; or as it sounds. */
function isSlipOf(said: string, name: string): boolean {
  if (Math.min(said.length, name.length) < SLIP_LENGTH_MIN) return false;
  return isOneEditAway(said, name) || (sharesCharacter(said, name) && soundsSame(said, name));
}

/** Where it stands. Sounds are dear, and this rules out most names. */
function sharesCharacter(said: string, name: string): boolean {
  return [...said].some((character, place) => character === name.charAt(place));
}
