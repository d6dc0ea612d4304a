import type { Chat } from "../registry/chat.ts";
import { industryCalled } from "../registry/industries.ts";
import type { Person } from "../registry/people.ts";
import { NONE } from "../registry/press.ts";
import { isNobody } from "./audience.ts";
import type { NoticeForm } from "./form.ts";
import type { AcknowledgementWish, Audience, Notice, NoticeDraft } from "./notice.ts";
import { saidMoment } from "./said-moment.ts";

/** What somebody wrote into the form of a notice, read strictly: what is not understood is asked back, never dropped. */

export type FormProblem =
  | { kind: "industry" | "tag" | "group" | "person"; word: string }
  | { kind: "several"; word: string; names: readonly string[] }
  | { kind: "nobody" | "sendAt" | "sendAtPast" | "due" | "duePast" | "question" };

export type Known = {
  chats: readonly Chat[];
  people: readonly Person[];
  /** Those whose plans we know: 「全部群」 of a writer without a district of their own. */
  districts: readonly string[];
};

type Reading<Value> = { value: Value } | { problem: FormProblem };

const GAPS = /[\s,，、;；]+/u;
/** Names of groups may hold a space. */
const NAME_GAPS = /[,，、;；\n]+/u;

/** @param notice  keeps what the form does not ask for: sources and files */
export function readForm(form: NoticeForm, notice: Pick<Notice, "sources" | "attachments">, known: Known, now: Date): Reading<NoticeDraft> {
  const district = form.district === NONE ? undefined : form.district;
  const audience = readAudience(form, district, known);
  if ("problem" in audience) return audience;
  const times = readTimes(form, now);
  if ("problem" in times) return times;
  const acknowledgement = readWish(form, times.value.dueAt);
  if ("problem" in acknowledgement) return acknowledgement;
  return {
    value: {
      kind: form.kind,
      district,
      innerOnly: form.inner === "inner",
      title: form.title,
      paragraphs: form.text
        .split(/\n+/u)
        .map((line) => line.trim())
        .filter((line) => line !== ""),
      sources: notice.sources,
      attachments: notice.attachments,
      audience: audience.value,
      acknowledgement: acknowledgement.value,
      urgent: form.urgent === "yes",
      sendAt: times.value.sendAt,
    },
  };
}

function readAudience(form: NoticeForm, district: string | undefined, known: Known): Reading<Audience> {
  const industries = readEach(form.industries.split(GAPS), (word) => readIndustry(word));
  if ("problem" in industries) return industries;
  const tags = readEach(form.tags.split(GAPS), (word) => readTag(word, known.chats));
  if ("problem" in tags) return tags;
  const groups = readEach(form.groups.split(NAME_GAPS), (word) => readGroup(word, known.chats));
  if ("problem" in groups) return groups;
  const people = readEach(form.people.split(GAPS), (word) => readPerson(word, known.people));
  if ("problem" in people) return people;
  const isNarrowed = form.scope === "all" || industries.value.length + tags.value.length > 0;
  const whole = district === undefined ? known.districts : [district];
  const audience: Audience = {
    chatIds: groups.value,
    tags: tags.value,
    districts: isNarrowed ? whole : [],
    industries: industries.value,
    people: people.value,
  };
  return isNobody(audience) ? { problem: { kind: "nobody" } } : { value: audience };
}

function readEach(words: readonly string[], read: (word: string) => Reading<string>): Reading<string[]> {
  const values: string[] = [];
  for (const word of words.map((one) => one.trim()).filter((one) => one !== "")) {
    const reading = read(word);
    if ("problem" in reading) return reading;
    values.push(reading.value);
  }
  return { value: [...new Set(values)] };
}

function readIndustry(word: string): Reading<string> {
  const industry = industryCalled(word);
  return industry ? { value: industry.id } : { problem: { kind: "industry", word } };
}

/** A tag that no group bears would reach nobody. */
function readTag(word: string, chats: readonly Chat[]): Reading<string> {
  const tag = chats.flatMap(({ tags }) => tags).find((one) => one === word || one.replace(/^.*[:：]/u, "") === word);
  return tag === undefined ? { problem: { kind: "tag", word } } : { value: tag };
}

function readGroup(word: string, chats: readonly Chat[]): Reading<string> {
  return only(
    word,
    "group",
    chats.map(({ chatId, name }) => ({ id: chatId, name })),
  );
}

function readPerson(word: string, people: readonly Person[]): Reading<string> {
  const reachable = people.flatMap(({ openId, name, status }) =>
    openId !== undefined && status === "active" ? [{ id: openId, name }] : [],
  );
  return only(
    word,
    "person",
    reachable.filter(({ name }) => name === word),
  );
}

/** Called exactly so, else the only one in whose name it stands. */
function only(word: string, kind: "group" | "person", all: readonly { id: string; name: string }[]): Reading<string> {
  const exact = all.filter(({ name }) => name === word);
  const found = exact.length > 0 ? exact : all.filter(({ name }) => name.includes(word));
  const [one, ...others] = found;
  if (!one) return { problem: { kind, word } };
  if (others.length > 0) return { problem: { kind: "several", word, names: found.map(({ name }) => name) } };
  return { value: one.id };
}

function readTimes(form: NoticeForm, now: Date): Reading<{ sendAt: Date | undefined; dueAt: Date | undefined }> {
  const sendAt = form.send_at === "" ? undefined : saidMoment(form.send_at, now);
  if (form.send_at !== "" && !sendAt) return { problem: { kind: "sendAt" } };
  if (sendAt && sendAt <= now) return { problem: { kind: "sendAtPast" } };
  const dueAt = form.due === "" ? undefined : saidMoment(form.due, now);
  if (form.due !== "" && !dueAt) return { problem: { kind: "due" } };
  if (dueAt && dueAt <= (sendAt ?? now)) return { problem: { kind: "duePast" } };
  return { value: { sendAt, dueAt } };
}

function readWish({ acknowledgement, question }: NoticeForm, dueAt: Date | undefined): Reading<AcknowledgementWish> {
  if (acknowledgement === "answered" && question === "") return { problem: { kind: "question" } };
  if (acknowledgement === "none") return { value: { wanted: false, urge: false } };
  const due = dueAt === undefined ? {} : { dueAt: dueAt.toISOString() };
  const asked = acknowledgement === "answered" ? { question } : {};
  return { value: { wanted: true, urge: acknowledgement === "urged", ...asked, ...due } };
}
