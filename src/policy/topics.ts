import { plainOf } from "./normalise.ts";

/** What the turns before were about, the latest last; a quoted message is one of them. */

const QUOTED_TOPIC_MAX = 200;

/**
 * What was asked, turn by turn. A message of the bot that no question stands before was quoted: the question it answered is
 * the topic, or, when that is no longer known, its own words.
 */
export function topicsOf(history: readonly { role: "user" | "bot"; text: string }[]): { text: string }[] {
  return history.flatMap(({ role, text }, at) => {
    if (role === "user") return [{ text }];
    if (history[at - 1]?.role === "user") return [];
    const asked = history.findIndex((turn, index) => index < at && turn.role === "bot" && isSame(turn.text, text));
    const question = asked > 0 ? history[asked - 1] : undefined;
    return [{ text: question?.role === "user" ? question.text : text.slice(0, QUOTED_TOPIC_MAX) }];
  });
}

/** A message comes back from the platform with other white space, and with its heading and quotes. */
function isSame(said: string, quoted: string): boolean {
  return plainOf(quoted).includes(plainOf(said));
}
