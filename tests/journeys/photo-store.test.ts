import { afterAll, beforeAll, expect, test } from "vitest";
import { type ObjectStore, startObjectStore } from "../hazards/small-object-store.ts";
import { type House, openHouse } from "../support/house.ts";
import { aPhoto, peopleOf, saidIn } from "../support/reporting.ts";

const KEYS = { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "secret", region: "us-east-1" };

let store: ObjectStore;
let house: House;
beforeAll(async () => {
  store = await startObjectStore(KEYS);
  const variables = {
    PHOTO_STORE: "s3",
    S3_ENDPOINT: store.endpoint,
    S3_BUCKET: "bucket",
    S3_ACCESS_KEY_ID: KEYS.accessKeyId,
    S3_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  };
  house = await openHouse({ variables });
});
afterAll(async () => {
  await house.close();
  await store.close();
});

test("a photo that comes with a report lies in the object store, and stands on the card", async () => {
  const people = peopleOf(house);
  const chat = people.inPrivate("王建福");
  house.simulator.world.say(people.person("王建福"), chat, { text: "我店后厨的灭火器过期了", images: [await aPhoto(7)] });
  await house.settle(5);
  const { rows } = await house.db.query<{ file: string; thumbnail: string }>("select file, thumbnail from photos");
  const names = [...store.objects.keys()].map((path) => path.split("/").at(-1));
  expect(names.sort()).toEqual([rows[0]?.file, rows[0]?.thumbnail].sort());
  expect(JSON.stringify(saidIn(house, chat).at(-1))).toContain('"tag":"img"');
});

test.each(["hang", 503] as const)("while the object store answers with %s, a press is answered and its case recorded", async (failure) => {
  const people = peopleOf(house);
  const chat = people.inPrivate("王建福");
  house.simulator.world.say(people.person("王建福"), chat, {
    text: `我店${failure === 503 ? "仓库的电线裸露了" : "大厅的应急灯坏了"}`,
    images: [await aPhoto(failure === 503 ? 40 : 60)],
  });
  await house.settle(5);
  // Nothing of it has been shown yet.
  await house.db.query("truncate photo_images");
  store.failures.push(...Array.from({ length: 50 }, () => failure));
  const draft = saidIn(house, chat).findLast(({ printed }) => printed.startsWith("# 隐患上报"));
  const result = await house.simulator.world.pressButton(people.person("王建福"), draft?.id ?? "", "确认上报");
  store.failures.length = 0;
  expect(result.toast?.content).toMatch(/YH-\d{8}-\d{3}/);
  await house.settle(5);
  expect(saidIn(house, chat).at(-1)?.printed).toContain("已登记");
});
