import type { Term } from "./terms.ts";

/**
 * 「双报告是报公安和消防两家对吧」: what is spoken of, and what is claimed of it. A claim may be wrong, so its words tell less of
 * where to look than those of the subject; the document's own sentence answers it.
 */
const CONFIRMS =
  /(?:对吧|对吗|对么|对不对|是吧|是吗|是么|是不是|没错吧|没错吗|没记错吧|没说错吧|不是吗|属实吗|真的吗|(?:这样|这么回事)(?:吗|吧))[啊呀呢嘛]*[?？]?$/u;
/** The last verb that leads to what is claimed. */
const CLAIMING = /^(.{2,}?[^不])(?:是|由|归|属于|叫|定在|定为|排在)(.+)$/u;
const CLAIMED_SHARE = 0.4;

/** The terms of a claim weigh less, where a subject stands before it. */
export function weighClaim(plain: string, terms: readonly Term[]): Term[] {
  const [, subject = "", claim = ""] = CONFIRMS.test(plain) ? (CLAIMING.exec(plain.replace(CONFIRMS, "")) ?? []) : [];
  const isSubject = ({ text }: Term) => subject.includes(text);
  if (!terms.some(isSubject)) return [...terms];
  return terms.map((term) => (claim.includes(term.text) && !isSubject(term) ? { ...term, share: term.share * CLAIMED_SHARE } : term));
}
