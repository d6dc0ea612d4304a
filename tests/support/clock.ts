import { type Clock, systemClock } from "../../src/clock.ts";

export type TestClock = { now: Clock; advance(ms: number): void; set(minute: string): void };

/** A clock that stands still until the test turns it. @param minute "YYYY-MM-DD HH:mm" in Shanghai */
export function testClock(minute = "2026-11-21 09:00"): TestClock {
  let time = at(minute).getTime();
  return {
    now: () => new Date(time),
    advance: (ms) => {
      time += ms;
    },
    set: (next) => {
      time = at(next).getTime();
    },
  };
}

/** The real clock, which goes on by itself and which a test may put on: where a browser looks on, time cannot stand still. */
export function runningClock(): TestClock {
  let aheadMs = 0;
  return {
    now: () => new Date(systemClock().getTime() + aheadMs),
    advance: (ms) => {
      aheadMs += ms;
    },
    set: (next) => {
      aheadMs = at(next).getTime() - systemClock().getTime();
    },
  };
}

/** The moment "YYYY-MM-DD HH:mm" in Shanghai. */
export function at(minute: string): Date {
  return new Date(`${minute.replace(" ", "T")}:00+08:00`);
}
