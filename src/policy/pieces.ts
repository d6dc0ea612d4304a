/** A sentence's stretches between commas, verbatim. A comma inside 《》 “” （） holds together what belongs together. */
const PAIRS: Readonly<Record<string, string>> = { "《": "》", "〈": "〉", "“": "”", "（": "）", "(": ")", "「": "」" };
const BREAK = /[，,；;。：:！？!?\t\n]/u;

export function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  const open: string[] = [];
  let piece = "";
  for (const character of text) {
    if (character === open.at(-1)) open.pop();
    const partner = PAIRS[character];
    if (partner && text.includes(partner)) open.push(partner);
    piece += character;
    if (open.length === 0 && BREAK.test(character)) {
      pieces.push(piece);
      piece = "";
    }
  }
  return [...pieces, piece].filter((part) => part.trim() !== "");
}

/** Without the mark that ended it. */
export function withoutEnd(text: string): string {
  return text.trim().replace(/[，,；;。：:\s]+$/u, "");
}
