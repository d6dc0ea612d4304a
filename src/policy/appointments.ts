import { contentWords, stands } from "./said-words.ts";

/** Who is what: 「由局长为组长」. Whoever heads a group in the clause heads it in the answer. */

const POST = "(?:组长|主任|书记|队长|指挥长|总指挥|召集人|联络员|成员|责任人|组员)";
const APPOINTMENT = new RegExp(
  `(?:由)?([\\p{Script=Han}、()（）]{2,30}?)(?:担任|出任|作为|任|为|当|是)(?:[^,，]{0,12}?的)?(第一|副|常务副)?(${POST})`,
  "gu",
);

/** 「第一责任人是主要负责人」 */
const APPOINTED = new RegExp(`(第一|副|常务副)?(${POST})(?:是|为|由)([\\p{Script=Han}、()（）]{2,16}?)(?:担任|[,，。]|$)`, "gu");

export function appoints(said: string): boolean {
  return said.search(APPOINTMENT) >= 0;
}

/** @param pieces  of the clause, as its commas part it */
export function appointsTheSame(said: string, pieces: readonly string[]): boolean {
  const before = [...said.matchAll(APPOINTMENT)].map(([, holder = "", rank = "", post = ""]) => ({ holder, post: rank + post }));
  const after = [...said.matchAll(APPOINTED)].map(([, rank = "", post = "", holder = ""]) => ({ holder, post: rank + post }));
  return [...before, ...after].every(({ holder, post }) => {
    const named = contentWords(holder.split(BY).at(-1) ?? holder);
    return pieces.some((piece) => holdsPost(piece, post) && named.every((word) => stands(word, piece)));
  });
}

const BY = "由";

/** 「副组长」 holds no 「组长」. */
function holdsPost(piece: string, post: string): boolean {
  const at = piece.indexOf(post);
  return at >= 0 && !(piece.charAt(at - 1) === DEPUTY && piece.indexOf(post, at + 1) < 0);
}

const DEPUTY = "副";
