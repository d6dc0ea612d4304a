import { useEffect, useState } from "react";
import { SECOND_MS } from "../../clock.ts";
import type { Person } from "./protocol.ts";
import { askPeople } from "./server.ts";

/** The pause before a server that does not answer yet is asked again. */
const RETRY_MS = 2 * SECOND_MS;

/** Everybody whom one can be, asked for until the server answers. */
export function usePeople(): { people: readonly Person[]; isLost: boolean } {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [failures, setFailures] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const retry = () => {
      timer = setTimeout(() => setFailures(failures + 1), RETRY_MS);
    };
    askPeople().then(setPeople, retry);
    return () => clearTimeout(timer);
  }, [failures]);
  return { people, isLost: failures > 0 && people.length === 0 };
}
