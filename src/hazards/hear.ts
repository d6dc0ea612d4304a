import { readMessage } from "./clauses.ts";
import { hazardLexicon } from "./lexicon.ts";
import type { KnownEnterprise } from "./match-enterprise.ts";
import { siteOf } from "./site.ts";
import { mendSpelling } from "./spelling.ts";
import { asks } from "./tone.ts";
import { type Triage, triage } from "./triage.ts";

/** What was said, as far as a report in progress can use it: also an answer of two words, which is no report by itself. */
export type Heard = {
  triage: Triage;
  site: SaidSite;
  /** Without pictures, mentions and white space at its ends. */
  words: string;
  asks: boolean;
};

type SaidSite = {
  enterprise?: string | undefined;
  enterpriseId?: string | undefined;
  district?: string | undefined;
  /** Where one can drive to. */
  place?: string | undefined;
  /** Where inside. */
  location?: string | undefined;
};

/** Stands for a picture that hangs on the message. */
const PICTURE_MARK = "[图片]";
const INNER_PART = /^(?<outer>.*)（(?<inner>[^（）]+)）$/u;

/** @param photos  how many pictures hang on it */
export function hear(text: string, photos: number, known: readonly KnownEnterprise[]): Heard {
  const marked = `${text}${PICTURE_MARK.repeat(photos)}`;
  const lexicon = hazardLexicon();
  const { clauses: typed } = readMessage(text);
  const clauses = typed.map((clause) => ({ ...clause, text: mendSpelling(clause.text, lexicon.spelling) }));
  const named = siteOf(clauses, known, lexicon);
  // Without the registry: it would put a town in the place of what was said.
  const said = siteOf(clauses, [], lexicon);
  return {
    triage: triage(marked, known),
    site: {
      ...(named.isEvent ? {} : { enterprise: named.enterprise, enterpriseId: named.enterpriseId }),
      district: named.district ?? undefined,
      ...partsOf(said.place ?? undefined, said.isFindable),
    },
    words: text.trim(),
    asks: clauses.some((clause) => asks(clause, lexicon)),
  };
}

function partsOf(place: string | undefined, isFindable: boolean): Pick<SaidSite, "place" | "location"> {
  if (place === undefined) return {};
  if (!isFindable) return { location: place };
  const parts = INNER_PART.exec(place)?.groups;
  return parts?.outer ? { place: parts.outer, location: parts.inner } : { place };
}
