import { Collapse, Image } from "antd";
import { lazy, Suspense } from "react";
import type { CardElement, Collapsible, Columns, Form } from "../../card.ts";
import { CardButton } from "./card-button.tsx";
import { CardInput, CardSelect } from "./card-fields.tsx";
import { CardForm } from "./card-form.tsx";
import { CardMarkdown } from "./card-markdown.tsx";
import { imageAddress } from "./server.ts";
import { texts } from "./texts.ts";

/** Charts need a library larger than the page itself: it is fetched with the first chart. */
const CardChart = lazy(async () => ({ default: (await import("./card-chart.tsx")).CardChart }));

/** Elements from top to bottom. */
export function CardElements({ elements }: { elements: readonly CardElement[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: an element has no identity but its place
  return elements.map((element, place) => <Element key={`${place} ${element.tag}`} element={element} />);
}

function Element({ element }: { element: CardElement }) {
  switch (element.tag) {
    case "markdown":
      return <CardMarkdown content={element.content} size={element.text_size ?? "normal"} />;
    case "hr":
      return <hr className="card-divider" />;
    case "img":
      return (
        <div className="card-image">
          <Image src={imageAddress(element.img_key)} alt={element.alt.content || texts.card.image} preview={{ mask: false }} />
        </div>
      );
    case "button":
      return <CardButton button={element} />;
    case "input":
      return <CardInput input={element} />;
    case "select_static":
      return <CardSelect select={element} />;
    case "chart":
      return (
        <Suspense fallback={<p className="card-chart-loading">{texts.card.chartLoading}</p>}>
          <CardChart chart={element} />
        </Suspense>
      );
    case "column_set":
      return <ColumnSet columns={element} />;
    case "collapsible_panel":
      return <Panel panel={element} />;
    case "form":
      // Another form under the same name begins anew; the same form keeps what was typed.
      return <FormArea key={JSON.stringify(element)} form={element} />;
    default:
      return <p className="card-broken">{texts.card.unknown(tagOf(element))}</p>;
  }
}

function ColumnSet({ columns }: { columns: Columns }) {
  return (
    <div className={`card-columns card-columns-${columns.flex_mode ?? "none"}`}>
      {columns.columns.map((column, place) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a column has no identity but its place
          key={place}
          className={`card-column card-column-${column.width}`}
          style={column.width === "weighted" ? { flexGrow: column.weight ?? 1 } : undefined}
        >
          <CardElements elements={column.elements} />
        </div>
      ))}
    </div>
  );
}

function Panel({ panel }: { panel: Collapsible }) {
  const content = <CardElements elements={panel.elements} />;
  const items = [{ key: "panel", label: <CardMarkdown content={panel.header.title.content} size="normal" />, children: content }];
  return <Collapse className="card-panel" size="small" items={items} defaultActiveKey={panel.expanded ? ["panel"] : []} />;
}

function FormArea({ form }: { form: Form }) {
  return (
    <CardForm form={form}>
      <CardElements elements={form.elements} />
    </CardForm>
  );
}

/** A card may come from a newer platform than the type knows. */
function tagOf(element: { tag?: unknown }): string {
  return String(element.tag);
}
