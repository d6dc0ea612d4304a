import { isOneEditAway, soundsSame } from "../registry/name-slip.ts";

/** An enterprise of the registry, as far as recognising it needs. */
export type KnownEnterprise = { id: string; name: string; aliases: readonly string[]; town?: string; industry?: string };

const TYPO_LENGTH_MIN = 4;

/**
 * The enterprise that is meant: named in full, by an alias, or with one slip of the pen or of the sound.
 * Undefined when none fits, or when two fit equally well: then a person chooses.
 * @param said  the whole message
 * @param name  the name as its shape tells, if there is one
 */
export function matchEnterprise(said: string, name: string | undefined, known: readonly KnownEnterprise[]): KnownEnterprise | undefined {
  const called = only(longestNamed(said, known));
  if (called || name === undefined) return called;
  return only(known.filter((enterprise) => namesOf(enterprise).some((other) => isSlipOf(name, other))));
}

function longestNamed(said: string, known: readonly KnownEnterprise[]): KnownEnterprise[] {
  const found = known
    .map((enterprise) => ({
      enterprise,
      length: Math.max(0, ...namesOf(enterprise).map((name) => (said.includes(name) ? name.length : 0))),
    }))
    .filter(({ length }) => length > 1);
  const longest = Math.max(0, ...found.map(({ length }) => length));
  return found.filter(({ length }) => length === longest).map(({ enterprise }) => enterprise);
}

function only(found: readonly KnownEnterprise[]): KnownEnterprise | undefined {
  return found.length === 1 ? found[0] : undefined;
}

function namesOf({ name, aliases }: KnownEnterprise): string[] {
  return [name, ...aliases].filter((text) => text.length > 1);
}

function isSlipOf(said: string, name: string): boolean {
  if (said === name || (said.length >= TYPO_LENGTH_MIN && (name.includes(said) || said.includes(name)))) return true;
  if (soundsSame(said, name)) return true;
  return Math.min(said.length, name.length) >= TYPO_LENGTH_MIN && isOneEditAway(said, name);
}
