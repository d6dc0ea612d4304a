import { APIS, type Api } from "./outbox.ts";

/** Which of the platform's calls may be made, as far as this process knows: a call at its limit must not stop the others. */
export type OpenCalls = {
  /** Not before `until`. */
  shut(api: Api, until: Date): void;
  open(at: Date): Api[];
  /** When the next of those that are shut opens; undefined: all are open. */
  nextOpening(at: Date): Date | undefined;
};

export function openCalls(): OpenCalls {
  const shutUntil = new Map<Api, Date>();
  const isShut = (api: Api, at: Date) => (shutUntil.get(api)?.getTime() ?? Number.NEGATIVE_INFINITY) > at.getTime();
  return {
    shut: (api, until) => void shutUntil.set(api, until),
    open: (at) => APIS.filter((api) => !isShut(api, at)),
    nextOpening(at) {
      const times = APIS.filter((api) => isShut(api, at)).map((api) => shutUntil.get(api)?.getTime() ?? 0);
      return times.length === 0 ? undefined : new Date(Math.min(...times));
    },
  };
}
