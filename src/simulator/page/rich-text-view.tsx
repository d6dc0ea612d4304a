import { segmentsOf } from "./rich-text.ts";

/** A plain message: its lines as written, names marked, addresses to press. */
export function RichText({ text, names }: { text: string; names: readonly string[] }) {
  return (
    <p className="rich-text">
      {segmentsOf(text, names).map((segment, place) => {
        // The pieces of a text have no identity but their place.
        const key = `${place} ${segment.kind}`;
        if (segment.kind === "mention") {
          return (
            <span key={key} className="mention">
              {segment.text}
            </span>
          );
        }
        if (segment.kind === "link") {
          return (
            <a key={key} href={segment.text} target="_blank" rel="noreferrer">
              {segment.text}
            </a>
          );
        }
        return <span key={key}>{segment.text}</span>;
      })}
    </p>
  );
}
