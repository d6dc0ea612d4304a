import type { World } from "./world.ts";

/** In the simulated offices the inner work group of a district is also where its officers are on duty: district → chat. */
export function dutyChatsOf(world: Pick<World, "chats">): Readonly<Record<string, string>> {
  const inner = world.chats().filter(({ label }) => label === "inner");
  return Object.fromEntries(inner.flatMap(({ district, id }) => (district === undefined ? [] : [[district, id]])));
}
