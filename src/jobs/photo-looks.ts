import { type LookNeeds, lookAtPhotos, nextToLookAt } from "../hazards/look-at-photos.ts";
import { type Next, type Pump, startPump } from "../mailroom/pump.ts";

/** Models that see are slow, and the photos of a whole group may come at once. */
const CONCURRENCY = 2;

/** Looks at photos beside everything else: neither the reports nor the people who wrote them wait for it. */
export function startPhotoLooks({
  onEnqueued,
  ...needs
}: LookNeeds & { /** Something was put into the outbox. */ onEnqueued: () => void }): Pump {
  const closing = new AbortController();

  async function next(): Promise<Next> {
    const draft = await nextToLookAt(needs);
    if (!draft) return { kind: "nothing" };
    return { kind: "work", run: () => lookAtPhotos(needs, draft, closing.signal).then(onEnqueued) };
  }

  const pump = startPump(needs, { name: "photo looks", concurrency: CONCURRENCY, tend: async () => {}, next });
  return {
    ...pump,
    close: () => {
      closing.abort();
      return pump.close();
    },
  };
}
