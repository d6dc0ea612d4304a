import { AppError } from "../errors.ts";
import { anyOf, readLexiconFile } from "../knowledge/lexicon-file.ts";
import type { EmergencyKind } from "../texts/hazards.ts";
import { Emergencies } from "./lexicon-files.ts";

/** How people tell what cannot wait, and what makes it no emergency any more. */
export type EmergencyWords = {
  kinds: readonly { kind: EmergencyKind; cues: RegExp; across: RegExp; unless: RegExp }[];
  cries: RegExp;
  now: RegExp;
  over: RegExp;
  /** Not over, whatever else sounds so: it broke out again, somebody is still inside, somebody does not wake. */
  still: RegExp;
  /** Takes back what was said before: 「是我看花眼」. */
  retracts: RegExp;
};

/** @throws AppError bad_configuration naming the file, or the fragment that it lacks */
export function readEmergencies(): EmergencyWords {
  const { fragments, ...lists } = readLexiconFile("emergencies", Emergencies);
  const regex = (cues: readonly string[], flags = "iu") =>
    anyOf(
      cues.map((cue) => withFragments(cue, fragments)),
      flags,
    );
  return {
    kinds: lists.kinds.map(({ kind, cues, across, unless }) => ({
      kind,
      cues: regex(cues),
      across: regex(across),
      unless: regex(unless, "giu"),
    })),
    cries: regex(lists.cries),
    now: regex(lists.now),
    over: regex(lists.over),
    still: regex(lists.still),
    retracts: regex(lists.retracts),
  };
}

/** 〈name〉 stands for a list that many cues share; a fragment may hold others. */
const FRAGMENT = /〈(?<name>[^〉]+)〉/gu;

function withFragments(cue: string, fragments: Readonly<Record<string, string>>): string {
  return cue.replace(FRAGMENT, (_, name: string) => {
    const fragment = fragments[name];
    if (fragment === undefined) throw new AppError("bad_configuration", `emergencies.yaml has no fragment ${name}`);
    return `(?:${withFragments(fragment, fragments)})`;
  });
}
