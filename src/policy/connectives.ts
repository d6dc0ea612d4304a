/** How a sentence ties what it says together: what follows from what, what is done already, of whom 「它」 speaks. */

/** Each says something that the clause must say as well. */
const CONNECTIVES: readonly RegExp[] = [
  /因此|所以|因而|从而|于是|由此|故而/u,
  /因为|由于|鉴于/u,
  /但是?(?!书)|然而|不过|却|反而/u,
  /只有|除非|才(?=[能可会有应要])/u,
  /只要/u,
  /否则|不然/u,
  /即使|哪怕|尽管|虽然/u,
  /优先|首先/u,
  /(?<!不)已(?!有)|曾经|早已/u,
  /仍然?|依然|依旧/u,
];
/** Of whom it speaks, no clause can tell: it stands in another sentence. */
const PRONOUN_FIRST =
  /^(?:并且?|且|同时|另外|此外|还|也|因此|所以|而且)*由?(?:它们?|他们?|她们?|其(?!他|它|余|中|间|次)|后者|前者|双方|该(?:单位|部门|局|机构|企业|办|股室?))/u;

/** @param source  the stretch and what stands before it in its sentence */
export function tiesAlike(said: string, source: string): boolean {
  return !PRONOUN_FIRST.test(said) && CONNECTIVES.every((connective) => !connective.test(said) || connective.test(source));
}
