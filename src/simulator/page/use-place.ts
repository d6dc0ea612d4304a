import { useCallback, useEffect, useState } from "react";

/** Who I am and where I look, kept in the address so that reload, back button and a second window work. */
export type Place = { person?: string; chat?: string };

const REMEMBERED = "anxun-person";

export function usePlace(): { place: Place; go(place: Place, how: "push" | "replace"): void } {
  const [place, setPlace] = useState(readPlace);
  useEffect(() => {
    const onPopState = () => setPlace(readPlace());
    window.addEventListener("popstate", onPopState);
    return () => window.removeEventListener("popstate", onPopState);
  }, []);
  const go = useCallback((next: Place, how: "push" | "replace") => {
    if (next.person) localStorage.setItem(REMEMBERED, next.person);
    const address = addressOf(next);
    if (how === "push") history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    setPlace(next);
  }, []);
  return { place, go };
}

function readPlace(): Place {
  const query = new URLSearchParams(location.search);
  const person = query.get("person") ?? localStorage.getItem(REMEMBERED);
  const chat = query.get("chat");
  return { ...(person ? { person } : {}), ...(chat ? { chat } : {}) };
}

function addressOf(place: Place): string {
  return `${location.pathname}?${new URLSearchParams(Object.entries(place))}`;
}
