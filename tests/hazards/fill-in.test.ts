import { describe, expect, test } from "vitest";
import { AppError } from "../../src/errors.ts";
import { filledIn, readFurther, type Suggested } from "../../src/hazards/fill-in.ts";
import { hear } from "../../src/hazards/hear.ts";
import type { Extract } from "../../src/models/model.ts";

const TEXT = "隔壁那家小辉烧烤，后厨灭火器过期了，就在桥头过去第二间";
const heard = (text = TEXT) => hear(text, 0, []);

/** A model that answers so, and counts how often it was asked. */
function model(answer: Suggested | Error) {
  const asked = { times: 0 };
  const extract = {
    model: "m",
    read: async () => {
      asked.times += 1;
      if (answer instanceof Error) throw answer;
      return { value: answer, call: {} };
    },
  } as unknown as Extract;
  return { extract, asked };
}

describe("what a model adds to a report", () => {
  test("fills what is empty, with words of the message", () => {
    const bare = { ...heard(), site: {} };
    const lacking = { ...bare, triage: { ...bare.triage, missingFields: ["enterprise", "place"] as const } };
    const filled = filledIn(lacking, { enterprise: "小辉烧烤", place: "桥头过去第二间" }, TEXT);
    expect(filled.site).toMatchObject({ enterprise: "小辉烧烤", place: "桥头过去第二间" });
    expect(filled.triage.missingFields).toEqual([]);
  });

  test("is not taken where the message does not say it, nor in the place of what was understood", () => {
    const before = { ...heard(), triage: { ...heard().triage, missingFields: ["place"] as const } };
    const known = { ...before, site: { ...before.site, enterprise: "小辉烧烤", place: undefined } };
    const filled = filledIn(known, { enterprise: "隔壁那家", place: "河市镇中山路8号" }, TEXT);
    expect(filled.site).toMatchObject({ enterprise: "小辉烧烤", place: undefined });
    expect(filled.triage.missingFields).toEqual(["place"]);
  });

  test("changes neither what the message is, nor whether it may be a major hazard, nor the first words", () => {
    const before = heard();
    const after = filledIn(before, { enterprise: "小辉烧烤", place: "桥头", description: "后厨灭火器过期了" }, TEXT);
    const judged = ({ triage: { intent, emergency, isHazard, reply, hazards } }: typeof before) => ({
      intent,
      emergency,
      isHazard,
      reply,
      major: hazards.map(({ suspectedMajor, reason }) => [suspectedMajor, reason]),
    });
    expect(judged(after)).toEqual(judged(before));
  });

  test("is not asked for in an emergency, nor of a question", async () => {
    const { extract, asked } = model({ enterprise: "老福记" });
    for (const text of ["老福记后厨起火了，快来人", "多久检查一次", "谢谢"]) {
      expect(await readFurther(extract, heard(text), text)).toEqual(heard(text));
    }
    expect(asked.times).toBe(0);
  });

  test("is done without where the model does not answer", async () => {
    const { extract, asked } = model(new AppError("model_unavailable", "away"));
    const text = "灭火器过期了没人管";
    expect(await readFurther(extract, heard(text), text)).toEqual(heard(text));
    expect(asked.times).toBe(1);
  });
});
