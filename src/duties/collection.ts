import type { Bearer } from "./bearer.ts";
import type { Delivery } from "./delivery.ts";

/** Who has delivered for an occurrence of a duty, and who has not. Pure. */

export type CollectionEntry = { bearer: Bearer; delivery: Delivery | undefined };

export type Share = {
  /** Id of a town or an industry; "" of those whose is unknown. */
  of: string;
  owed: number;
  delivered: number;
};

export type Collection = {
  /** In the order of the registry. */
  entries: readonly CollectionEntry[];
  delivered: readonly CollectionEntry[];
  /** Done after the day on which it was due: counted among those delivered as well. */
  late: readonly CollectionEntry[];
  /** Given back to be completed: they count as missing. */
  returned: readonly CollectionEntry[];
  missing: readonly CollectionEntry[];
  byTown: readonly Share[];
  byIndustry: readonly Share[];
};

export function collectionOf(bearers: readonly Bearer[], deliveries: readonly Delivery[]): Collection {
  const byBearer = new Map(deliveries.map((delivery) => [keyOf(delivery.bearer), delivery]));
  const entries = bearers.map((bearer) => ({ bearer, delivery: byBearer.get(keyOf(bearer)) }));
  const delivered = entries.filter(isDelivered);
  return {
    entries,
    delivered,
    late: delivered.filter(({ delivery }) => delivery !== undefined && delivery.facts.doneOn > delivery.due),
    returned: entries.filter(({ delivery }) => delivery?.state === "returned"),
    missing: entries.filter((entry) => !isDelivered(entry)),
    byTown: shares(entries, ({ townId }) => townId),
    byIndustry: shares(
      entries.filter(({ bearer }) => bearer.kind === "enterprise"),
      ({ industry }) => industry,
    ),
  };
}

function isDelivered({ delivery }: CollectionEntry): boolean {
  return delivery !== undefined && delivery.state !== "returned";
}

function keyOf({ kind, id }: Pick<Bearer, "kind" | "id">): string {
  return `${kind}/${id}`;
}

/** Those that are furthest behind first; nothing when none of them has such a thing. */
function shares(entries: readonly CollectionEntry[], groupOf: (bearer: Bearer) => string | undefined): Share[] {
  if (entries.every(({ bearer }) => groupOf(bearer) === undefined)) return [];
  return [...Map.groupBy(entries, ({ bearer }) => groupOf(bearer) ?? "")]
    .map(([of, those]) => ({ of, owed: those.length, delivered: those.filter(isDelivered).length }))
    .toSorted((one, other) => missingOf(other) - missingOf(one) || (one.of < other.of ? -1 : 1));
}

function missingOf({ owed, delivered }: Share): number {
  return owed - delivered;
}

/** What a town's plan of inspections leaves out: industries of enterprises that lie in it (LJ 三（二）：检查行业范围应全覆盖). */
export function uncovered({ bearer, delivery }: CollectionEntry, enterprises: readonly Pick<Bearer, "industry" | "townId">[]): string[] {
  if (!delivery) return [];
  const present = enterprises.filter(({ townId }) => townId === bearer.townId).flatMap(({ industry }) => industry ?? []);
  return [...new Set(present)].filter((industry) => !delivery.facts.industries.includes(industry)).toSorted();
}
