import { SaxesParser } from "saxes";

/** An XML element. Names keep their prefixes: office programs always write w:p, never another prefix. */
export type Markup = { name: string; attributes: Readonly<Record<string, string>>; children: readonly (Markup | string)[] };

/** Deeper than any document, and shallow enough for a walk that calls itself. */
const DEPTH_MAX = 256;

type Open = { name: string; attributes: Readonly<Record<string, string>>; children: (Markup | string)[] };

/** @throws Error  not well-formed, too deep, or with a DOCTYPE, which office files do not have and bombs need */
export function readMarkup(xml: Uint8Array): Markup {
  const root: Open = { name: "", attributes: {}, children: [] };
  const open: Open[] = [root];
  const parser = new SaxesParser({ xmlns: false });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => {
    throw new SyntaxError("DOCTYPE");
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: Open = { name, attributes, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
    if (open.length > DEPTH_MAX) throw new SyntaxError("nested too deeply");
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => void open.at(-1)?.children.push(text));
  parser.on("cdata", (text) => void open.at(-1)?.children.push(text));
  parser.write(new TextDecoder().decode(xml)).close();
  return elementsOf(root)[0] ?? root;
}

export function elementsOf(parent: Markup | undefined, name?: string): Markup[] {
  const elements = parent?.children.filter((child): child is Markup => typeof child !== "string") ?? [];
  return name === undefined ? elements : elements.filter((element) => element.name === name);
}

/** The element at the end of a path of names, the first one at each step. */
export function elementAt(parent: Markup | undefined, ...path: readonly string[]): Markup | undefined {
  return path.reduce<Markup | undefined>((element, name) => elementsOf(element, name)[0], parent);
}

export function textOf(element: Markup): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** The `w:val` of a property: undefined when the property is not there. */
export function valueAt(parent: Markup | undefined, ...path: readonly string[]): string | undefined {
  return elementAt(parent, ...path)?.attributes["w:val"];
}

/** Whether a switch like <w:vanish/> is on: it is there and not set to "0" or "false". */
export function isOn(parent: Markup | undefined, name: string): boolean {
  const element = elementAt(parent, name);
  return element !== undefined && !["0", "false", "off"].includes(element.attributes["w:val"] ?? "1");
}
