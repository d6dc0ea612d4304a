import type { Enterprise } from "./enterprise.ts";

/** Enterprises as a list can name them. */
export type KnownEnterprises = {
  all: readonly Enterprise[];
  byId: ReadonlyMap<string, Enterprise>;
  byCode: ReadonlyMap<string, Enterprise>;
  /** By the name alone: of all districts. */
  byName: ReadonlyMap<string, readonly Enterprise[]>;
  byAlias: ReadonlyMap<string, readonly Enterprise[]>;
};

export function knowEnterprises(all: readonly Enterprise[]): KnownEnterprises {
  const [byName, byAlias] = [new Map<string, Enterprise[]>(), new Map<string, Enterprise[]>()];
  for (const enterprise of all) {
    put(byName, enterprise.name, enterprise);
    for (const alias of enterprise.aliases) put(byAlias, alias, enterprise);
  }
  return {
    all,
    byId: new Map(all.map((enterprise) => [enterprise.id, enterprise])),
    byCode: new Map(all.flatMap((enterprise) => (enterprise.creditCode === undefined ? [] : [[enterprise.creditCode, enterprise]]))),
    byName,
    byAlias,
  };
}

function put(index: Map<string, Enterprise[]>, key: string, enterprise: Enterprise): void {
  const there = index.get(key);
  if (there) there.push(enterprise);
  else index.set(key, [enterprise]);
}
