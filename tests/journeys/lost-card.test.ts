import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "../../src/clock.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";

/** A new case is seen by somebody, though the duty chat has put us out without our knowing. */

let house: House;
let stage: ReturnType<typeof caseStage>;
beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
});
afterAll(() => house.close());

test("a case whose card did not arrive in the duty chat comes to those on duty in private, once", async () => {
  stage.world().removeBot(stage.duty);
  await house.settle(2);
  await house.db.query("update chats set present = true where chat_id = $1", [stage.duty]);
  const id = await stage.reported();
  const officer = stage.inPrivate("李文清");
  const cards = () => stage.saidIn(officer).filter(({ printed }) => printed.startsWith(`# ${id} `));
  for (let minute = 0; minute < 3; minute += 1) {
    house.clock.advance(MINUTE_MS);
    await house.settle(5);
  }
  expect(cards()).toHaveLength(1);
  expect(await stage.press("李文清", cards()[0]?.id ?? "", "受理")).toContain(id);
});
