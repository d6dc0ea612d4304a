import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Action, mayI, type What } from "../../src/registry/rights.ts";
import { type Attempt, openRightsStage, SPEAKERS, type Speaker, type Stage, type Whose } from "./rights-stage.ts";

/** A way in which a right is used in chat: a real message or press, and whether what it asks for was had. */
export type Door = {
  action: Action;
  /** How it is asked for. */
  by: string;
  /** What it concerns, as far as the chat can know before. */
  concerns(stage: Stage, attempt: Attempt): What;
  had(stage: Stage, attempt: Attempt): Promise<boolean>;
  /** Where it can be asked for. Of what is not theirs one chat tells as much as six. */
  where?: "groups" | "private";
};

/** To what is ours, and to what is another's: in private alone, where no chat stands in its way. */
export function ofEach(doorOf: (whose: Whose) => Door): Door[] {
  return [doorOf("ours"), { ...doorOf("another's"), where: "private" }];
}

const PASSING = ["outbox", "outgoing_files", "inbox", "sessions", "rate_gates", "hazard_drafts"];

/** What the table allows happens, and what it refuses does not: through each door, for every role, in every chat. */
export function describeDoors(doors: readonly Door[], open: () => Promise<Stage> = openRightsStage): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await open();
  });
  afterAll(() => stage.close());

  describe.each(doors.map((door) => ({ door, title: `${door.action}: ${door.by}` })))("$title", ({ door }) => {
    test.each(SPEAKERS)("%s", async (speaker) => {
      for (const attempt of attemptsOf(stage, door, speaker)) {
        await stage.empty(...PASSING);
        const { chatId, where } = attempt;
        const { allowed } = mayI(stage.speakers[speaker], door.action, where, door.concerns(stage, attempt));
        expect({ chatId, had: await door.had(stage, attempt) }).toEqual({ chatId, had: allowed });
      }
    });
  });
}

function attemptsOf({ chats }: Stage, door: Door, speaker: Speaker): Attempt[] {
  return Object.entries(chats)
    .filter(([, { kind }]) => door.where === undefined || (kind === "private") === (door.where === "private"))
    .map(([chatId, where]) => {
      const eventId = `om_${door.action}_${door.by}_${speaker}_${chatId}`;
      return { speaker, openId: `ou_${speaker}`, chatId, where, eventId };
    });
}
