/**
 * Does `work` for each, one after another: one that fails keeps no other waiting.
 * @throws AggregateError  at the end, with what failed: whoever does it again must bear that the others are done
 */
export async function eachApart<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} failed, the first: ${String(failures[0])}`);
}
