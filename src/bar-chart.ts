import type { Chart } from "./card.ts";

/** Green for what was done, orange for what is missing. */
const STACK_COLORS = ["#34c724", "#ff8800"];

type Bars = {
  title: string;
  values: readonly Readonly<Record<string, string | number>>[];
  /** The field that names a bar, and the one that counts. */
  x: string;
  y: string;
  /** Of stacked bars: the field that tells their two parts apart, what was done before what is missing. */
  stack?: string;
};

/** Counted things as bars: a VChart spec with its values in it, so that nothing is fetched by whoever looks. */
export function barChart({ title, values, x, y, stack }: Bars): Chart {
  return {
    tag: "chart",
    aspect_ratio: "16:9",
    chart_spec: {
      type: "bar",
      title: { text: title },
      data: { values },
      xField: x,
      yField: y,
      ...(stack !== undefined && { seriesField: stack, stack: true, color: STACK_COLORS, legends: { visible: true, orient: "bottom" } }),
      label: { visible: true },
      axes: [
        { orient: "bottom", type: "band" },
        // Things are counted: no half ones between the lines.
        { orient: "left", type: "linear", tick: { noDecimals: true } },
      ],
    },
  };
}
