import type { ApiRoute } from "./routes.ts";

/** What can be made to go wrong, for tests. Each `times` counts down; without a fault the platform behaves. */
export type Fault =
  | { kind: "refuse"; code: number; status?: number; message?: string; headers?: Readonly<Record<string, string>> }
  /** Accepts the request and never answers. */
  | { kind: "hang" }
  /** Tears the connection before anything was done. */
  | { kind: "reset" }
  /** Does what was asked, then tears the connection: the caller cannot know. */
  | { kind: "reset_after" };

export type Faults = {
  /** The next `times` calls of `route` meet `fault`. @returns resolves when the last of them has met it */
  next(route: ApiRoute, fault: Fault, times?: number): Promise<void>;
  /** Tears every long connection; clients may come back. */
  dropConnections(): void;
  /** The next `times` requests for a long connection are refused as if Feishu were busy. */
  refuseConnections(times: number): void;
  /** The next `times` events arrive twice, the second time under another event_id. */
  duplicateEvents(times: number): void;
  /** The next `times` events stay away for `delayMs` of the clock (and until a tick). */
  delayEvents(times: number, delayMs: number): void;
  /** No token that was given out is valid any more. */
  expireTokens(): void;
  /** Rate limits off: for load that no test of limits means. */
  liftLimits(): void;
};

/** The switches as the rooms of the simulator read them. */
export type FaultBox = {
  take(route: string): Fault | undefined;
  refusals: number;
  duplicates: number;
  delayed: { times: number; delayMs: number };
  limitsLifted: boolean;
  put(route: string, fault: Fault, times: number): Promise<void>;
};

export function createFaultBox(): FaultBox {
  const queues = new Map<string, { fault: Fault; met(): void }[]>();
  return {
    refusals: 0,
    duplicates: 0,
    delayed: { times: 0, delayMs: 0 },
    limitsLifted: false,
    take(route) {
      const next = queues.get(route)?.shift();
      next?.met();
      return next?.fault;
    },
    put(route, fault, times) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const last = times - 1;
      const added = Array.from({ length: times }, (_, at) => ({ fault, met: () => at === last && resolve() }));
      queues.set(route, [...(queues.get(route) ?? []), ...added]);
      return promise;
    },
  };
}

export function createFaults(box: FaultBox, acts: { dropConnections(): void; expireTokens(): void }): Faults {
  return {
    next: (route, fault, times = 1) => box.put(route, fault, times),
    dropConnections: acts.dropConnections,
    expireTokens: acts.expireTokens,
    refuseConnections(times) {
      box.refusals = times;
    },
    duplicateEvents(times) {
      box.duplicates = times;
    },
    delayEvents(times, delayMs) {
      box.delayed = { times, delayMs };
    },
    liftLimits() {
      box.limitsLifted = true;
    },
  };
}
