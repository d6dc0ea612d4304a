import Markdown, { type Components, defaultUrlTransform } from "react-markdown";
import { feishuMarkup, noHtmlBlocks } from "./card-markup.ts";
import { nameOf, useAtDesk } from "./desk-context.ts";
import { imageAddress } from "./server.ts";
import { texts } from "./texts.ts";
import "./styles/card-markdown.css";

/** Text of a card in Feishu's markdown. */
export function CardMarkdown({ content, size }: { content: string; size: "normal" | "notation" | "heading" }) {
  const { state } = useAtDesk();
  const nameOfMentioned = (id: string) => (id === "all" ? texts.card.everyone : nameOf(state, id));
  return (
    <div className={`card-markdown card-markdown-${size}`}>
      <Markdown
        components={components}
        remarkPlugins={[noHtmlBlocks]}
        rehypePlugins={[feishuMarkup(nameOfMentioned)]}
        urlTransform={(address, property) => (property === "src" ? imageAddress(address) : defaultUrlTransform(address))}
      >
        {content}
      </Markdown>
    </div>
  );
}

const components: Components = {
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
  // A line break stays a line break (white-space: pre-line), so the element would add a second one.
  br: () => null,
};
