/** Finds in a passage, as printed, what was read without spaces and with mended signs. */

/** The piece of `body` that says `text`, spacing and the width of signs aside; undefined where it does not stand there. */
export function printedIn(body: string, text: string): string | undefined {
  const wanted = folded(text).replace(SPACES, "");
  if (!wanted) return undefined;
  const kept = [...folded(body).matchAll(NOT_SPACE)].map(({ index }) => index);
  const at = kept
    .map((index) => folded(body.charAt(index)))
    .join("")
    .indexOf(wanted);
  const first = kept[at];
  const last = kept[at + wanted.length - 1];
  return at < 0 || first === undefined || last === undefined ? undefined : body.slice(first, last + 1);
}

/** The longest beginning of `text` that stands in `body` as printed, when it is worth quoting. */
export function printedBeginning(body: string, text: string): string | undefined {
  let [known, limit] = [0, text.length];
  while (known < limit) {
    const middle = Math.ceil((known + limit) / 2);
    if (printedIn(body, text.slice(0, middle)) === undefined) limit = middle - 1;
    else known = middle;
  }
  return known >= WORTH_QUOTING ? printedIn(body, text.slice(0, known)) : undefined;
}

const WORTH_QUOTING = 8;
const SPACES = /\s/gu;
const NOT_SPACE = /\S/gu;

/** Character by character: tables print 「，」 and 「,」 for each other. */
function folded(text: string): string {
  return text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}
