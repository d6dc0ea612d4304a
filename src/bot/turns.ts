import { z } from "zod";

/** What was said before, as far as a follow-up may mean it. */

export const Turn = z.object({ eventId: z.string(), question: z.string(), answer: z.string() });
export type Turn = z.infer<typeof Turn>;

const TURNS_MAX = 6;
const ANSWER_CHARACTERS = 1000;

/** The turns of a session; none when it holds something else. */
export function readTurns(state: unknown): Turn[] {
  return z.object({ turns: z.array(Turn) }).safeParse(state).data?.turns ?? [];
}

/** Appends `turn`. An event that is handled again takes the place of its first handling. */
export function withTurn(turns: readonly Turn[], turn: Turn): Turn[] {
  const answer = turn.answer.slice(0, ANSWER_CHARACTERS).toWellFormed();
  return [...turnsBefore(turns, turn.eventId), { ...turn, answer }].slice(-TURNS_MAX);
}

/** What had been said when `eventId` came. */
export function turnsBefore(turns: readonly Turn[], eventId: string): Turn[] {
  return turns.filter((turn) => turn.eventId !== eventId);
}
