/** How a picture looks, in 64 bits: copies that were made smaller or squeezed differ in few of them, other pictures in about half. */

export type Pixels = { data: Uint8Array | Uint8ClampedArray; width: number; height: number };

/** The picture is looked at as so many squares in a row and in a column. */
const GRID = 32;
/** Of its waves, so many long ones in each direction: what survives when it is squeezed. */
const WAVES = 8;

/** COSINES[wave][square]: the basis of the discrete cosine transform (type II). */
const COSINES = Array.from({ length: WAVES }, (_, wave) =>
  Array.from({ length: GRID }, (_, square) => Math.cos((Math.PI * wave * (2 * square + 1)) / (2 * GRID))),
);

/**
 * Each bit tells whether a wave is stronger than the median of all: unlike the mean, half of them always are.
 * A picture without any structure has none.
 * @param pixels  RGBA
 * @returns 64 characters, 0 or 1; the first, for the brightness of the whole, is always 0
 */
export function perceptualHash(pixels: Pixels): string {
  const [, ...waves] = longWaves(brightness(pixels));
  const median = waves.toSorted((a, b) => a - b)[Math.floor(waves.length / 2)] ?? 0;
  return `0${waves.map((strength) => (strength > median ? "1" : "0")).join("")}`;
}

/** The mean brightness of each square, 0 … 255, row by row. */
function brightness({ data, width, height }: Pixels): number[] {
  const sums = new Array<number>(GRID * GRID).fill(0);
  const counts = new Array<number>(GRID * GRID).fill(0);
  const across = Math.max(width, GRID);
  const down = Math.max(height, GRID);
  // A picture smaller than the grid is looked at more than once per pixel.
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < across; x += 1) {
      const at = 4 * (Math.floor((y * height) / down) * width + Math.floor((x * width) / across));
      const square = Math.floor((y * GRID) / down) * GRID + Math.floor((x * GRID) / across);
      sums[square] = (sums[square] ?? 0) + luma(data, at);
      counts[square] = (counts[square] ?? 0) + 1;
    }
  }
  return sums.map((sum, square) => sum / (counts[square] ?? 1));
}

/** ITU-R BT.601. */
function luma(data: Pixels["data"], at: number): number {
  return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}

function longWaves(squares: readonly number[]): number[] {
  const rows = Array.from({ length: GRID }, (_, row) => squares.slice(row * GRID, (row + 1) * GRID));
  const acrossRows = rows.map((row) => COSINES.map((cosine) => weigh(row, cosine)));
  return COSINES.flatMap((cosine) =>
    COSINES.map((_, wave) =>
      // What cannot be seen is rounding.
      Math.round(
        weigh(
          acrossRows.map((row) => row[wave] ?? 0),
          cosine,
        ),
      ),
    ),
  );
}

function weigh(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0);
}
