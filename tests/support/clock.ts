import type { Clock } from "../../src/clock.ts";

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

/** The moment "YYYY-MM-DD HH:mm" in Shanghai. */
export function at(minute: string): Date {
  return new Date(`${minute.replace(" ", "T")}:00+08:00`);
}
