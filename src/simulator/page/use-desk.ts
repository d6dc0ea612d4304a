import { useEffect, useState, useSyncExternalStore } from "react";
import { type Desk, openDesk } from "./desk.ts";
import { type DeskState, emptyDesk } from "./desk-state.ts";
import type { Toast } from "./protocol.ts";
import { readMarksOf } from "./read-marks.ts";
import { serverFor } from "./server.ts";

const NOBODY = emptyDesk("");
const stayNobody = () => () => undefined;
const nobody = () => NOBODY;

/** The desk of `me`, opened when the person changes and closed behind them. `onToast` must stay the same. */
export function useDesk(me: string, onToast: (toast: Toast) => void): { desk: Desk | undefined; state: DeskState } {
  const [desk, setDesk] = useState<Desk>();
  useEffect(() => {
    const opened = openDesk({ me, server: serverFor(me), marks: readMarksOf(me, localStorage), onToast });
    setDesk(opened);
    return () => {
      opened.close();
      setDesk(undefined);
    };
  }, [me, onToast]);
  const state = useSyncExternalStore(desk?.subscribe ?? stayNobody, desk?.state ?? nobody);
  return { desk, state };
}
