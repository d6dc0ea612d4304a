import { texts } from "./texts.ts";

/** First sentences to try: one press says them. Where room is scarce they make way while one writes. */
export function Suggestions(suggestions: { sentences: readonly string[]; isWriting: boolean; onPick(sentence: string): void }) {
  return (
    <ul className={`suggestions ${suggestions.isWriting ? "suggestions-later" : ""}`} aria-label={texts.composer.suggestions}>
      {suggestions.sentences.map((sentence) => (
        <li key={sentence}>
          {/* `detail` counts clicks in a row: whoever double-clicks out of habit means it once. */}
          <button type="button" onClick={({ detail }) => detail < 2 && suggestions.onPick(sentence)}>
            {sentence}
          </button>
        </li>
      ))}
    </ul>
  );
}
