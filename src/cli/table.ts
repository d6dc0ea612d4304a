/** A table for the terminal: the first column to the left, figures to the right. Chinese characters are two columns wide. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ""))));
  return lines.map((line) => line.map((cell, column) => padded(cell, widths[column] ?? 0, column === 0)).join("  ")).join("\n");
}

function padded(cell: string, width: number, isLeft: boolean): string {
  const space = " ".repeat(Math.max(0, width - widthOf(cell)));
  return isLeft ? cell + space : space + cell;
}

const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (WIDE.test(character) ? 2 : 1), 0);
}
