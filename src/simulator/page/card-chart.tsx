import { type ISpec, VChart } from "@visactor/vchart";
// Registers every kind of chart; the bundler would drop what is only imported by name.
import "@visactor/vchart/esm/vchart-all.js";
import { useEffect, useRef, useState } from "react";
import type { Chart } from "../../card.ts";
import { texts } from "./texts.ts";

/** A VChart drawing that follows the width of its card. */
export function CardChart({ chart }: { chart: Chart }) {
  const place = useRef<HTMLDivElement>(null);
  const [isBroken, setBroken] = useState(false);
  const spec = JSON.stringify(chart.chart_spec);
  useEffect(() => {
    if (!place.current) return undefined;
    // The spec comes from the bot and is checked by nobody: VChart throws on what it cannot draw.
    const drawing = new VChart(JSON.parse(spec) as ISpec, { dom: place.current, autoFit: true, animation: false });
    drawing.renderAsync().catch(() => setBroken(true));
    return () => drawing.release();
  }, [spec]);
  if (isBroken) return <p className="card-broken">{texts.card.chartBroken}</p>;
  return (
    <div
      ref={place}
      className="card-chart"
      role="img"
      aria-label={titleOf(chart)}
      style={{ aspectRatio: (chart.aspect_ratio ?? "16:9").replace(":", " / ") }}
    />
  );
}

function titleOf({ chart_spec: { title } }: Chart): string {
  const text = typeof title === "object" && title !== null && "text" in title ? title.text : undefined;
  return typeof text === "string" ? text : texts.card.chart;
}
