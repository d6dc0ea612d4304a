import { type CardColor, type CardElement, escapeMarkdown, markdown, plain } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/report.ts";
import { texts as seen } from "../texts/vision.ts";
import { type Hazard, type HazardFacts, type HazardState, shownName } from "./hazard.ts";

/** How the facts of a hazard stand on cards. Everything that came from outside is escaped. */

const PICTURES_SHOWN_MAX = 6;
const PICTURES_PER_ROW = 3;

export const STATE_COLORS: Readonly<Record<HazardState, CardColor>> = {
  registered: "orange",
  returned: "yellow",
  accepted: "blue",
  rectifying: "blue",
  awaiting_reinspection: "wathet",
  transferred: "turquoise",
  closed: "green",
  void: "grey",
};

type Site = Pick<HazardFacts, "enterpriseName" | "industry" | "place" | "address" | "location" | "district">;

/** Whose, where, in which trade: only what is known. */
export function siteLines(facts: Site): string[] {
  const { labels } = texts;
  return [
    line(labels.enterprise, facts.enterpriseName),
    line(labels.industry, facts.industry && industryName(facts.industry)),
    line(labels.place, facts.place ?? facts.address),
    line(labels.location, facts.location),
    line(labels.district, facts.district),
  ].flat();
}

/** All that whoever may see the case may read in one look. */
export function hazardLines(hazard: Hazard): string[] {
  const { labels } = texts;
  const { facts } = hazard;
  return [
    ...siteLines(facts),
    ...line(labels.description, markedDescription(facts)),
    ...line(labels.suspected, facts.suspectedMajor && texts.suspectedMajor({ reason: facts.suspectedMajor })),
    ...line(labels.state, texts.states[hazard.state]),
    ...line(labels.reporter, hazard.anonymous ? texts.anonymous : (shownName(hazard, hazard.reporter) ?? texts.nobody)),
    ...line(labels.reportedAt, formatMinute(hazard.recordedAt)),
    ...line(labels.photos, texts.photos({ count: hazard.photoIds.length })),
  ];
}

/** Whoever reads it learns whose words they are. */
export function markedDescription({ description, describedBy }: Pick<HazardFacts, "description" | "describedBy">): string {
  return describedBy === "model" ? seen.marked({ description, mark: seen.confirmed }) : description;
}

/** The description alone, of what was marked when it went out. */
export function withoutMark(marked: string): string {
  const mark = seen.marked({ description: "", mark: seen.confirmed });
  return marked.endsWith(mark) ? marked.slice(0, -mark.length) : marked;
}

/** One line of a list; none for what is not known. */
export function line(label: string, value: string | undefined): string[] {
  return value ? [`**${label}**：${escapeMarkdown(value)}`] : [];
}

export function list(lines: readonly string[]): CardElement[] {
  return lines.length === 0 ? [] : [markdown(lines.join("\n"))];
}

/** Side by side, so that a photo leaves room for what is said of it. @param keys  of thumbnails, as the platform names them */
export function pictures(keys: readonly string[]): CardElement[] {
  const shown = keys.slice(0, PICTURES_SHOWN_MAX);
  const rows = Array.from({ length: Math.ceil(shown.length / PICTURES_PER_ROW) }, (_, row) => row * PICTURES_PER_ROW);
  return rows.map((start) => ({
    tag: "column_set",
    flex_mode: "none",
    columns: Array.from({ length: PICTURES_PER_ROW }, (_, place) => ({
      tag: "column",
      width: "weighted",
      weight: 1,
      elements: pictureAt(shown, start + place),
    })),
  }));
}

function pictureAt(keys: readonly string[], at: number): CardElement[] {
  const key = keys[at];
  return key === undefined ? [] : [{ tag: "img", img_key: key, alt: plain(texts.photoAlt({ index: at + 1 })) }];
}
