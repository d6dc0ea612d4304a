import { elementAt, elementsOf, isOn, type Markup, textOf } from "./markup.ts";

/** What a reader of the page sees and a reader of our text does not. */
export type Omission = "picture" | "note" | "revision" | "contents";

/** Paragraphs in text boxes stand where the box is anchored; they are read before the paragraph that holds them. */
export type ParagraphText = { text: string; boxes: readonly Markup[] };

/** Removed or moved away, comments, field codes, what older programs show instead, and the reading aid above a character. */
const SKIPPED = new Set(["w:del", "w:moveFrom", "w:instrText", "w:delText", "mc:Fallback", "w:rt", "w:pPr", "w:rPr", "w:commentReference"]);

/** The text of a paragraph as it is shown when all changes are accepted. */
export function readParagraph(paragraph: Markup, omit: (what: Omission) => void): ParagraphText {
  const boxes: Markup[] = [];
  const text = inline(paragraph);
  return { text: text.replace(/[\t\u00a0]+/g, " ").trim(), boxes };

  function inline(element: Markup): string {
    return elementsOf(element).map(piece).join("");
  }

  function piece(element: Markup): string {
    if (element.name === "w:del" || element.name === "w:ins" || element.name === "w:moveTo") omit("revision");
    if (SKIPPED.has(element.name)) return "";
    switch (element.name) {
      case "w:r":
        return isOn(elementAt(element, "w:rPr"), "w:vanish") ? "" : inline(element);
      case "w:t":
      case "m:t":
        return textOf(element);
      case "w:tab":
      case "w:ptab":
        return "\t";
      case "w:br":
      case "w:cr":
        return element.attributes["w:type"] === "page" || element.attributes["w:type"] === "column" ? "" : "\n";
      case "w:noBreakHyphen":
        return "-";
      case "w:footnoteReference":
      case "w:endnoteReference":
        omit("note");
        return "";
      case "pic:pic":
      case "v:imagedata":
        omit("picture");
        return "";
      case "w:txbxContent":
        boxes.push(element);
        return "";
      default:
        return inline(element);
    }
  }
}
