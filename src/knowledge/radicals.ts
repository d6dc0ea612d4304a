/**
 * PDF programs often hand out the sign of a radical (⽤, ⻓) where the character that looks the same (用, 长) was printed, since
 * fonts draw both with one glyph. Nobody types radicals, so they are put back; one character stays one character.
 */
const RADICAL = /[\u2e80-\u2fdf\uf900-\ufaff]/gu;
/** Of the supplement, what Unicode itself does not fold, and is a whole character. */
const SUPPLEMENT: Readonly<Record<string, string>> = Object.fromEntries(
  "⺁厂⺄乙⺇几⺎兀⺒巳⺓幺⺛旡⺜日⺝月⺠民⺩王⺫目⺬示⺮竹⺶羊⺷羊⺸羊⺻聿⺼肉⺽臼⻁虎⻄西⻅见⻆角⻉贝⻊足⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻢马⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻳龟"
    .match(/../gu)
    ?.map((pair) => [pair.charAt(0), pair.charAt(1)]) ?? [],
);

export function withoutRadicals(text: string): { text: string; count: number } {
  let count = 0;
  const folded = text.replace(RADICAL, (radical) => {
    const character = SUPPLEMENT[radical] ?? radical.normalize("NFKC");
    if (character !== radical) count += 1;
    return character;
  });
  return { text: folded, count };
}
