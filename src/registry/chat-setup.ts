import { z } from "zod";
import { type Chat, type ChatSettings, type ChatSetup, kindOf } from "./chat.ts";
import { industryCalled } from "./industries.ts";
import { NONE } from "./press.ts";
import { unitsCalled } from "./unit-names.ts";
import type { Unit } from "./units.ts";

/** What an administrator wrote into the form of a group, read strictly: what is not understood is asked back, never dropped. */

export const ChatSetupForm = z.object({
  kind: z.enum(["inner", "enterprise", "external"]),
  district: z.string().max(20),
  enterprise: z.string().trim().max(100).default(""),
  tags: z.string().max(1000).default(""),
  mentioned: z.enum(["mentioned", "all"]),
  quiet: z.string().trim().max(40).default(""),
  asking: z.enum(["everyone", "registered", "staff"]),
  duty: z.enum(["yes", "no"]),
  reports: z.enum(["yes", "no"]),
});
export type ChatSetupForm = z.infer<typeof ChatSetupForm>;

/** `enterpriseName`: of the one enterprise whose group it is, to be looked up. */
export type SetupReading = { setup: Omit<ChatSetup, "enterpriseId">; enterpriseName: string | undefined } | { problem: SetupProblem };
export type SetupProblem =
  | { kind: "quiet" | "manyTags" | "enterpriseKind" | "enterpriseDistrict" | "duty" | "externalKind" }
  | { kind: "industry" | "town" | "longTag"; word: string };

const TAGS_MAX = 20;
const TAG_LENGTH_MAX = 20;
const TAG_GAPS = /[\s,，、;；]+/u;
const INDUSTRY_TAG = "行业";
const TOWN_TAG = "乡镇";
const KEYED = /^(?<key>行业|乡镇|镇街|街道)[:：](?<word>.+)$/u;
const QUIET =
  /^(?<from>\d{1,2})[:：点](?<fromMinute>\d{2})?\s*(?:-|—|–|~|～|至|到)\s*(?:次日|第二天)?(?<to>\d{1,2})[:：点](?<toMinute>\d{2})?$/u;

export function readChatSetup(form: ChatSetupForm, known: { units: readonly Unit[]; chat: Pick<Chat, "external"> }): SetupReading {
  if (known.chat.external && form.kind !== "external") return { problem: { kind: "externalKind" } };
  if (form.enterprise !== "" && form.kind !== "enterprise") return { problem: { kind: "enterpriseKind" } };
  const district = form.district === NONE ? undefined : form.district;
  // Whose group it is, an administrator of that district says.
  if (form.enterprise !== "" && district === undefined) return { problem: { kind: "enterpriseDistrict" } };
  if (form.duty === "yes" && (form.kind !== "inner" || district === undefined)) return { problem: { kind: "duty" } };
  const quiet = readQuietHours(form.quiet);
  if (quiet === "unclear") return { problem: { kind: "quiet" } };
  const tags = readTags(form.tags, known.units, district);
  if ("problem" in tags) return tags;
  const settings: ChatSettings = {
    onlyWhenMentioned: form.mentioned === "mentioned",
    ...(quiet && { quietHours: quiet }),
    asking: form.asking,
    isDutyChat: form.duty === "yes",
    reportsEveryMessage: form.reports === "yes",
  };
  return { setup: { kind: form.kind, district, tags: tags.tags, settings }, enterpriseName: form.enterprise || undefined };
}

/** What stands in the form before anybody touched it. @param isDuty  whether the operator named it as a duty chat */
export function formOf(chat: Chat, isDuty: boolean, enterpriseName: string | undefined): ChatSetupForm {
  const { settings, tags, district } = chat;
  const kind = kindOf(chat, isDuty);
  return {
    kind: kind === "private" ? "enterprise" : kind,
    district: district ?? NONE,
    enterprise: enterpriseName ?? "",
    tags: tags.join(" "),
    mentioned: settings.onlyWhenMentioned ? "mentioned" : "all",
    quiet: settings.quietHours ? `${settings.quietHours.from}-${settings.quietHours.to}` : "",
    asking: settings.asking,
    duty: settings.isDutyChat || isDuty ? "yes" : "no",
    reports: settings.reportsEveryMessage ? "yes" : "no",
  };
}

/** "22:00-07:00", 「22点到次日7点」. */
function readQuietHours(text: string): ChatSettings["quietHours"] | "unclear" {
  if (text === "") return undefined;
  const { from, fromMinute = "00", to, toMinute = "00" } = QUIET.exec(text)?.groups ?? {};
  if (from === undefined || to === undefined) return "unclear";
  const hours = { from: `${from.padStart(2, "0")}:${fromMinute}`, to: `${to.padStart(2, "0")}:${toMinute}` };
  const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
  return isTime(hours.from) && isTime(hours.to) && hours.from !== hours.to ? hours : "unclear";
}

type Tags = { tags: string[] } | { problem: SetupProblem };

function readTags(text: string, units: readonly Unit[], district: string | undefined): Tags {
  const words = text.split(TAG_GAPS).filter((word) => word !== "");
  if (words.length > TAGS_MAX) return { problem: { kind: "manyTags" } };
  const tags: string[] = [];
  for (const word of words) {
    const reading = readTag(word, units, district);
    if ("problem" in reading) return reading;
    tags.push(reading.tag);
  }
  return { tags: [...new Set(tags)] };
}

/** One name for each industry and town, whichever the administrator used: what is sent to a tag must reach all who bear it. */
function readTag(word: string, units: readonly Unit[], district: string | undefined): { tag: string } | { problem: SetupProblem } {
  const keyed = KEYED.exec(word)?.groups;
  const bare = keyed?.word ?? word;
  const industry = industryCalled(bare);
  if (industry && (keyed === undefined || keyed.key === INDUSTRY_TAG)) {
    return { tag: `${INDUSTRY_TAG}:${industry.aliases[0] ?? industry.name}` };
  }
  if (keyed?.key === INDUSTRY_TAG) return { problem: { kind: "industry", word: bare } };
  const [town, ...others] = unitsCalled(units, bare, district).filter(({ kind }) => kind === "town");
  if (town && others.length === 0) return { tag: `${TOWN_TAG}:${shortest([town.name, ...town.aliases])}` };
  if (keyed) return { problem: { kind: "town", word: bare } };
  return word.length > TAG_LENGTH_MAX ? { problem: { kind: "longTag", word } } : { tag: word };
}

function shortest(names: readonly string[]): string {
  return names.reduce((short, name) => (name.length < short.length ? name : short));
}
