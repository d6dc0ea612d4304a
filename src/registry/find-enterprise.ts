import { createHomophones } from "../knowledge/homophones.ts";
import type { Db } from "../storage/db.ts";
import type { Enterprise } from "./enterprise.ts";
import { enterprisesIn, listEnterprises, searchEnterprises } from "./enterprises.ts";

/** Which enterprise somebody means who writes a name, an alias, a credit code, a part of these, or one of them with a slip. */

const CANDIDATES_MAX = 8;
/** Shorter ones are a slip of too many names. */
const SLIP_LENGTH_MIN = 3;
/** A search for one character finds everybody. */
const PART_LENGTH_MIN = 2;
const BLANKS = /\s+/gu;

/**
 * The enterprises that may be meant, the likeliest first; one alone when it is called exactly so.
 * @param mayBe  of whom the asker may know: whoever is not among them is as if they were not there
 */
export async function enterprisesMeant(db: Db, said: string, mayBe: (enterprise: Enterprise) => boolean): Promise<Enterprise[]> {
  const text = said.replace(BLANKS, "");
  if (text.length < PART_LENGTH_MIN) return [];
  // The limit counts what may be shown: others must not crowd it out, so that their number is told by nothing.
  const parts = (await searchEnterprises(db, text, { limit: SEARCHED_MAX })).filter(mayBe);
  const exact = parts.filter((enterprise) => isCalled(enterprise, text));
  if (exact.length > 0) return exact.slice(0, CANDIDATES_MAX);
  if (parts.length > 0) return parts.slice(0, CANDIDATES_MAX);
  const within = (await enterprisesIn(db, text, { limit: SEARCHED_MAX })).filter((one) => mayBe(one) && isMostOf(one, text));
  if (within.length > 0) return within.slice(0, CANDIDATES_MAX);
  const known = (await listEnterprises(db)).filter(mayBe);
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
  if (Math.min(said.length, name.length) < SLIP_LENGTH_MIN || Math.abs(said.length - name.length) > 1) return false;
  return isOneEditAway(said, name) || soundsSame(said, name);
}

function isOneEditAway(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short.charAt(at) === long.charAt(at)) at += 1;
  return short.slice(at + (short.length === long.length ? 1 : 0)) === long.slice(at + 1);
}

/** Sounds are dear: only names of this length that share a character where it stands are asked. */
function soundsSame(said: string, name: string): boolean {
  if (said.length !== name.length || ![...said].some((character, place) => character === name.charAt(place))) return false;
  const sounds = createHomophones();
  sounds.add([name]);
  return sounds.of(said).length > 0;
}
