import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../clock.ts";
import type { FaultBox } from "./faults.ts";
import { newId } from "./ids.ts";
import { type Ack, createSockets, type Sockets } from "./socket.ts";
import type { Delivery } from "./state.ts";
import type { Store } from "./store.ts";

/** An event, or a callback, must be answered within this time. */
const ANSWER_WITHIN_MS = 3 * SECOND_MS;

/** How long after an attempt that was not acknowledged the next one follows. */
const RETRY_AFTER_MS: readonly number[] = [15 * SECOND_MS, 5 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS];

export type CallOutcome = { kind: "answered"; ack: Ack } | { kind: "timed_out" } | { kind: "unreachable" };

export type Post = {
  sockets: Sockets;
  /** Sends an event; again later until it is acknowledged in time. */
  deliver(event: PlatformEvent): void;
  /** Sends a callback once and waits for its answer. */
  call(event: PlatformEvent): Promise<CallOutcome>;
  /** Looks at the clock: what is due is sent again, what waited too long is given up. */
  tick(): void;
};

export type PlatformEvent = { id: string; payload: string };
type Flight = { delivery: string; sentAt: number };
type Call = { deadline: number; settle(outcome: CallOutcome): void };

export function createPost(store: Store, faults: FaultBox): Post {
  const flights = new Map<string, Flight>();
  const calls = new Map<string, Call>();
  const at = () => store.now().getTime();

  const sockets = createSockets(store.log, (frameId, ack) => {
    calls.get(frameId)?.settle({ kind: "answered", ack });
    const flight = flights.get(frameId);
    flights.delete(frameId);
    // A late or failed acknowledgement does not stop the next attempt: bots must bear repeats.
    if (flight && ack.code === 200 && at() - flight.sentAt <= ANSWER_WITHIN_MS && store.state.deliveries.has(flight.delivery)) {
      store.record({ kind: "delivery_done", id: flight.delivery });
    }
  });

  const attempt = (delivery: Delivery) => {
    const retryAfterMs = RETRY_AFTER_MS[delivery.attempts];
    const attempts = delivery.attempts + 1;
    store.record({ kind: "delivery_set", delivery: { ...delivery, attempts, nextAt: at() + (retryAfterMs ?? ANSWER_WITHIN_MS) } });
    const frameId = sockets.send(delivery.payload);
    if (frameId) flights.set(frameId, { delivery: delivery.id, sentAt: at() });
    if (!frameId) store.log.info("simulator event found no connection", { eventId: delivery.id, attempts });
  };

  const redeliver = () => {
    for (const delivery of [...store.state.deliveries.values()].filter((one) => one.nextAt <= at())) {
      if (delivery.attempts <= RETRY_AFTER_MS.length) attempt(delivery);
      else store.record({ kind: "delivery_done", id: delivery.id });
    }
  };

  return {
    sockets,
    deliver(event) {
      const delivery = { ...event, attempts: 0, nextAt: at() };
      if (faults.delayed.times > 0) {
        faults.delayed = { ...faults.delayed, times: faults.delayed.times - 1 };
        store.record({ kind: "delivery_set", delivery: { ...delivery, nextAt: at() + faults.delayed.delayMs } });
        return;
      }
      attempt(delivery);
      if (faults.duplicates === 0) return;
      faults.duplicates -= 1;
      const id = newId("");
      attempt({ ...delivery, id, payload: delivery.payload.replace(event.id, id) });
    },
    call(event) {
      const frameId = sockets.send(event.payload);
      if (!frameId) return Promise.resolve({ kind: "unreachable" });
      return new Promise((resolve) => {
        const settle = (outcome: CallOutcome) => {
          calls.delete(frameId);
          resolve(outcome);
        };
        calls.set(frameId, { deadline: at() + ANSWER_WITHIN_MS, settle });
      });
    },
    tick() {
      for (const call of [...calls.values()].filter((one) => one.deadline <= at())) call.settle({ kind: "timed_out" });
      for (const [frameId, flight] of flights) if (at() - flight.sentAt > 6 * HOUR_MS) flights.delete(frameId);
      redeliver();
    },
  };
}
