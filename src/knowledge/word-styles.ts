import { elementAt, elementsOf, type Markup, valueAt } from "./markup.ts";
import type { Numbering } from "./word-numbering.ts";

/** What a paragraph is by its own properties and those of its style and the styles that this one builds upon. */
export type ParagraphLook = {
  list: { id: string; level: number } | undefined;
  /** 0 for a heading of the first level; undefined for text. */
  outlineLevel: number | undefined;
  isIndented: boolean;
  /** A line of a generated table of contents. */
  isContents: boolean;
};

type Style = { id: string; name: string; properties: Markup | undefined; base: string | undefined };

/** As deep as style chains go; a longer one runs in a circle. */
const CHAIN_MAX = 20;
const NO_LIST = "0";
const TEXT_LEVEL = 9;
const CONTENTS_STYLE = /^(?:toc|目录)\s*\d*$/iu;

/** A reader of paragraph properties for the styles of one document. */
export function readStyles(root: Markup | undefined, numbering: Numbering): (paragraph: Markup) => ParagraphLook {
  const styles = new Map(
    elementsOf(root, "w:style").map((element): [string, Style] => {
      const id = element.attributes["w:styleId"] ?? "";
      const name = valueAt(element, "w:name") ?? "";
      return [id, { id, name, properties: elementAt(element, "w:pPr"), base: valueAt(element, "w:basedOn") }];
    }),
  );
  const byDefault = elementsOf(root, "w:style").find(
    ({ attributes }) => attributes["w:type"] === "paragraph" && attributes["w:default"] === "1",
  );
  return (paragraph) => {
    const own = elementAt(paragraph, "w:pPr");
    const chain = chainOf(valueAt(own, "w:pStyle") ?? byDefault?.attributes["w:styleId"], styles);
    const layers = [{ properties: own, id: undefined }, ...chain];
    const outline = layers.map(({ properties }) => valueAt(properties, "w:outlineLvl")).find((level) => level !== undefined);
    const outlineLevel = outline === undefined || Number(outline) >= TEXT_LEVEL ? undefined : Number(outline);
    return {
      list: listOf(layers, numbering),
      outlineLevel,
      isIndented: isIndented(layers.map(({ properties }) => elementAt(properties, "w:ind")).find((indent) => indent !== undefined)),
      isContents: chain.some(({ name }) => CONTENTS_STYLE.test(name)),
    };
  };
}

function chainOf(id: string | undefined, styles: ReadonlyMap<string, Style>): Style[] {
  const chain: Style[] = [];
  let style = styles.get(id ?? "");
  while (style && chain.length < CHAIN_MAX) {
    chain.push(style);
    style = styles.get(style.base ?? "");
  }
  return chain;
}

function listOf(
  layers: readonly { properties: Markup | undefined; id: string | undefined }[],
  numbering: Numbering,
): ParagraphLook["list"] {
  const layer = layers.find(({ properties }) => elementAt(properties, "w:numPr", "w:numId"));
  const id = valueAt(layer?.properties, "w:numPr", "w:numId");
  if (!layer || id === undefined || id === NO_LIST) return undefined;
  const levels = layers.map(({ properties }) => valueAt(properties, "w:numPr", "w:ilvl"));
  const stated = levels.find((level) => level !== undefined);
  const ofStyle = layer.id === undefined ? undefined : numbering.levelOfStyle(layer.id);
  return { id, level: stated === undefined ? (ofStyle?.level ?? 0) : Number(stated) };
}

function isIndented(indent: Markup | undefined): boolean {
  return ["w:firstLine", "w:firstLineChars"].some((name) => Number(indent?.attributes[name] ?? 0) > 0);
}
