import type { EmergencyKind, MissingField } from "../texts/hazards.ts";

/** What somebody has told of a hazard, until they confirm it: what it holds, what it lacks, and what may be asked next. Pure. */

export type DraftField = MissingField | "location";

export type DraftItem = {
  description: string;
  /** Why it might be a major one: a flag for a person. */
  suspectedMajor?: string | undefined;
  /** A model wrote it from a photo, and whoever reports confirmed it. */
  isSeen?: boolean | undefined;
};

/** JSON-safe. */
export type DraftContent = {
  /** What was said, word for word. */
  words?: string | undefined;
  /** One per hazard that was told; a picture alone tells one without words. */
  items: readonly DraftItem[];
  enterprise?: string | undefined;
  /** Of the registry. */
  enterpriseId?: string | undefined;
  /** It was not said which: the speaker's own was taken for granted. */
  isOwn?: boolean | undefined;
  /** Of knowledge/lexicon/industries.yaml. */
  industry?: string | undefined;
  district?: string | undefined;
  townId?: string | undefined;
  /** Where one can drive to. */
  place?: string | undefined;
  /** Where within the enterprise. */
  location?: string | undefined;
  photoIds: readonly string[];
  anonymous: boolean;
  /** What the speaker could not say. */
  skipped: readonly DraftField[];
  /** What a model saw on the photos is not what is there, the speaker says. */
  seenIsWrong?: boolean | undefined;
  /** It was an emergency: recorded at once, and what it lacks is asked for afterwards. */
  isEmergency?: boolean | undefined;
};

/** What a model says that the photos of a report show: a proposal, until whoever reports confirms it. JSON-safe. */
export type Seen = {
  /** Undefined: nothing of what it said can be proposed. */
  description?: string | undefined;
  /** What it says sounds of an emergency by our own rules: people are asked, nobody is alarmed. */
  danger?: EmergencyKind | undefined;
  /** Who said it. */
  model: string;
  /** When it was put on the card: ISO 8601. */
  at: string;
};

export type Draft = {
  id: string;
  version: number;
  state: "open" | "recorded" | "dropped" | "expired";
  eventId: string;
  messageId: string;
  chatId: string;
  isPrivate: boolean;
  /** open_id */
  speaker: string;
  content: DraftContent;
  /** Beside what people told. Null: nothing. */
  seen: Seen | null;
  events: readonly string[];
  hazardIds: readonly string[];
  beganAt: Date;
  changedAt: Date;
};

/** Pictures that one case may bear from one report. */
export const PHOTOS_MAX = 20;
/** Hazards of one report: each becomes a case of its own. */
export const ITEMS_MAX = 5;

/** Words that tell where within a building something is. */
const INSIDE_SAID =
  /通道|出口|入口|门|窗|楼|层|房|室|厅|厨|灶|库|走廊|楼梯|柜|台|墙|院|车间|电梯|阳台|吊顶|顶棚|包厢|包间|卸油|油罐|加油机/u;

/** What is to be asked for, in the order of asking; what the speaker could not say is not asked for again. */
function lacking(content: DraftContent): DraftField[] {
  const fields: DraftField[] = [];
  if (described(content).length === 0) fields.push("description");
  if (content.enterprise === undefined) fields.push("enterprise");
  if (content.place === undefined && content.enterpriseId === undefined) fields.push("place");
  // Whoever speaks of their own shop is there, and whoever comes to look must find it.
  if (content.isOwn && content.location === undefined && !isPlaced(content)) fields.push("location");
  return fields.filter((field) => !content.skipped.includes(field));
}

/** The one question to ask now; undefined: it can be confirmed. */
export function nextQuestion(content: DraftContent): DraftField | undefined {
  return lacking(content)[0] ?? (isComplete(content) ? undefined : "place");
}

/** Nobody can be sent to look at it without knowing what, and whose or where. */
export function isComplete(content: DraftContent): boolean {
  return described(content).length > 0 && (content.enterprise !== undefined || content.place !== undefined);
}

export function described({ items }: DraftContent): DraftItem[] {
  return items.filter(({ description }) => description.trim() !== "");
}

/** @param photoIds  in the order in which they came; what there is already is not added again */
export function withPhotos(content: DraftContent, photoIds: readonly string[]): DraftContent {
  return { ...content, photoIds: [...new Set([...content.photoIds, ...photoIds])].slice(0, PHOTOS_MAX) };
}

function isPlaced(content: DraftContent): boolean {
  return described(content).some(({ description }) => INSIDE_SAID.test(description));
}
