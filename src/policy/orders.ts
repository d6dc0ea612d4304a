import { contentWords, stands } from "./said-words.ts";

/** What comes first stays first: 「先培训后上岗」. */
const ORDER = /先([^,，。;；先后再]{1,12})[,，]?(?:然后|之后|而后|后|再|才)([^,，。;；]{1,12})/gu;

/** Whether each order that `said` tells is told by `source`, in the same direction. */
export function keepsOrder(said: string, source: string): boolean {
  const theirs = ordersIn(source);
  return ordersIn(said).every(({ first, then }) => theirs.some((other) => speaksOf(first, other.first) && speaksOf(then, other.then)));
}

function ordersIn(plain: string): { first: string; then: string }[] {
  return [...plain.matchAll(ORDER)].map(([, first = "", then = ""]) => ({ first, then }));
}

function speaksOf(said: string, source: string): boolean {
  return contentWords(said).some((word) => stands(word, source) || word.includes(source));
}
