import type { Options } from "react-markdown";

/**
 * What Feishu's markdown adds to the common one: `<font color='red'>…</font>`, `<at id=ou_…></at>`, `<br>`.
 * A rehype plugin: it works on the tree that markdown became, where such marks still stand as raw text,
 * so that no HTML from a card ever reaches the page.
 */
export type Node = { type: string; value?: string; tagName?: string; properties?: Record<string, string>; children?: Node[] };

const OPEN_FONT = /^<font\s+color\s*=\s*['"]?([\w-]+)['"]?\s*>$/i;
const CLOSE_FONT = /^<\/font>$/i;
const OPEN_AT = /^<at\s+(?:id|user_id|open_id)\s*=\s*['"]?([\w-]+)['"]?\s*\/?>$/i;
const CLOSE_AT = /^<\/at>$/i;
const BREAK = /^<br\s*\/?>$/i;

/** @param nameOf  how a mentioned id is called */
export function feishuMarkup(nameOf: (id: string) => string) {
  return () => (tree: Node) => rewrite(tree, nameOf);
}

function rewrite(node: Node, nameOf: (id: string) => string): void {
  if (!node.children) return;
  for (const child of node.children) rewrite(child, nameOf);
  node.children = withoutMarks(node.children, nameOf);
}

function withoutMarks(children: readonly Node[], nameOf: (id: string) => string): Node[] {
  const outermost: Node[] = [];
  /** The innermost list stands last: an opened colour opens a list of its own. */
  const open = [outermost];
  for (const child of children) {
    const mark = markOf(child, nameOf);
    if (mark.kind === "close") {
      if (open.length > 1) open.pop();
      continue;
    }
    (open.at(-1) ?? outermost).push(mark.node);
    if (mark.kind === "open") open.push(mark.inside);
  }
  return outermost;
}

/** What a node adds to the text: itself, a colour that begins, or the end of one. */
type Mark = { kind: "add"; node: Node } | { kind: "open"; node: Node; inside: Node[] } | { kind: "close" };

function markOf(node: Node, nameOf: (id: string) => string): Mark {
  if (node.type !== "raw") return { kind: "add", node };
  const html = (node.value ?? "").trim();
  const color = OPEN_FONT.exec(html)?.[1];
  if (color) {
    const inside: Node[] = [];
    return { kind: "open", node: element("span", `font-${color.toLowerCase()}`, inside), inside };
  }
  if (CLOSE_FONT.test(html)) return { kind: "close" };
  const mentioned = OPEN_AT.exec(html)?.[1];
  if (mentioned) return { kind: "add", node: element("span", "mention", [textNode(`@${nameOf(mentioned)}`)]) };
  if (CLOSE_AT.test(html)) return { kind: "add", node: textNode("") };
  return { kind: "add", node: textNode(BREAK.test(html) ? "\n" : (node.value ?? "")) };
}

function textNode(value: string): Node {
  return { type: "text", value };
}

function element(tagName: string, className: string, children: Node[]): Node {
  return { type: "element", tagName, properties: { className }, children };
}

type Plugin = NonNullable<Options["remarkPlugins"]>[number];

/** A remark plugin: a line that begins with a mark is text like any other, not a block of HTML. */
export const noHtmlBlocks: Plugin = function () {
  const data = this.data() as { micromarkExtensions?: unknown[] };
  data.micromarkExtensions = [...(data.micromarkExtensions ?? []), { disable: { null: ["htmlFlow"] } }];
};
