/**
 * What a load fetches may be older than what happens while it runs. So what happens waits until no load
 * is under way, and is then shown on top of it; showing an event twice must do no harm.
 */
export type HeldEvents<Event> = { happen(event: Event): void; during(load: () => Promise<void>): Promise<void> };

export function holdEvents<Event>(show: (event: Event) => void): HeldEvents<Event> {
  const waiting: Event[] = [];
  let loads = 0;
  return {
    happen(event) {
      if (loads === 0) show(event);
      else waiting.push(event);
    },
    async during(load) {
      loads += 1;
      try {
        await load();
      } finally {
        loads -= 1;
        if (loads === 0) for (const event of waiting.splice(0)) show(event);
      }
    },
  };
}
