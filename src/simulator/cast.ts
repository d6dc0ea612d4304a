import { texts } from "../texts/simulator.ts";
import { stableId } from "./ids.ts";
import type { Chat, Department, Person, State } from "./state.ts";

/** The tenant that everybody belongs to. */
export const TENANT_KEY = "2ca1d211f64f6438";
export const BOT_OPEN_ID = stableId("ou_", "bot");

type Key = keyof typeof texts.people;
type Place = { department: keyof typeof texts.departments; district: keyof typeof texts.districts; color: string };

const PLACES: Record<Key, Place> = {
  lin: { department: "luojiang", district: "luojiang", color: "#3370ff" },
  li: { department: "luojiang", district: "luojiang", color: "#00b578" },
  chen: { department: "heshi", district: "luojiang", color: "#f54a45" },
  zhuang: { department: "quangang", district: "quangang", color: "#7f3bf5" },
  zheng: { department: "quangang", district: "quangang", color: "#ff8800" },
  wang: { department: "enterprises", district: "luojiang", color: "#14c0ff" },
  wu: { department: "enterprises", district: "luojiang", color: "#d136d1" },
};

const KEYS: readonly Key[] = ["li", "lin", "chen", "zhuang", "zheng", "wang", "wu"];

/** Puts departments, people and chats into an empty state. The ids are the same at every start. */
export function seat(state: State): void {
  for (const name of Object.values(texts.departments)) state.departments.set(departmentOf(name).id, departmentOf(name));
  for (const key of KEYS) state.people.set(idOf(key), personOf(key));
  for (const chat of [...groups(), ...KEYS.map(privateChat)]) state.chats.set(chat.id, chat);
}

function departmentOf(name: string): Department {
  return { id: stableId("od-", name), name };
}

function idOf(key: Key): string {
  return stableId("ou_", key);
}

function personOf(key: Key): Person {
  const place = PLACES[key];
  return {
    id: idOf(key),
    unionId: stableId("on_", key),
    userId: stableId("", key).slice(0, 8),
    ...texts.people[key],
    district: texts.districts[place.district],
    departmentId: departmentOf(texts.departments[place.department]).id,
    avatarColor: place.color,
    standing: "active",
  };
}

function groups(): Chat[] {
  return [
    group("luojiang", "inner", "luojiang", ["lin", "li", "chen"]),
    group("quangang", "inner", "quangang", ["zhuang", "zheng"]),
    group("enterprises", "enterprise", "luojiang", ["li", "chen", "wang", "wu"]),
  ];
}

function group(
  key: "luojiang" | "quangang" | "enterprises",
  label: Chat["label"],
  district: keyof typeof texts.districts,
  members: readonly Key[],
): Chat {
  return {
    id: stableId("oc_", key),
    ...texts.chats[key],
    kind: "group",
    label,
    district: texts.districts[district],
    members: members.map(idOf),
    botPresent: true,
    botMuted: false,
    dissolved: false,
    external: false,
  };
}

function privateChat(key: Key): Chat {
  return {
    id: stableId("oc_", `private ${key}`),
    name: texts.bot,
    kind: "private",
    label: "private",
    district: texts.districts[PLACES[key].district],
    members: [idOf(key)],
    botPresent: true,
    botMuted: false,
    dissolved: false,
    external: false,
    suggestions: texts.chats.private.suggestions,
  };
}
