import { APIS, type Api } from "./delivery.ts";

/** Which of the platform's calls may be made, as far as this process knows: a call at its limit must not stop the others. */
export type OpenCalls = {
  /** Not before `until`. */
  shut(api: Api, until: Date): void;
  open(at: Date): Api[];
  /** How long this one stays shut; 0: it is open. */
  waitMs(api: Api, at: Date): number;
  /** When the next of those that are shut opens; undefined: all are open. */
  nextOpening(at: Date): Date | undefined;
};

export function openCalls(): OpenCalls {
  const shutUntil = new Map<Api, Date>();
  const waitMs = (api: Api, at: Date) => Math.max(0, (shutUntil.get(api)?.getTime() ?? 0) - at.getTime());
  const isShut = (api: Api, at: Date) => waitMs(api, at) > 0;
  return {
    shut: (api, until) => void shutUntil.set(api, until),
    open: (at) => APIS.filter((api) => !isShut(api, at)),
    waitMs,
    nextOpening(at) {
      const times = APIS.filter((api) => isShut(api, at)).map((api) => shutUntil.get(api)?.getTime() ?? 0);
      return times.length === 0 ? undefined : new Date(Math.min(...times));
    },
  };
}
