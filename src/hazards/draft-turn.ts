import { type DraftContent, type DraftField, described, nextQuestion } from "./draft.ts";
import { addTo, wantsNoName, withSite } from "./draft-content.ts";
import type { Heard } from "./hear.ts";
import { withProposal } from "./seen.ts";

/** What a message means to a report that its speaker has begun in the same chat. Pure. */
export type DraftTurn =
  | { kind: "drop" }
  | { kind: "confirm" }
  | { kind: "change"; content: DraftContent }
  /** What was seen on a photo is happening. */
  | { kind: "danger" }
  /** 「稍等」: nothing is asked, nothing changes. */
  | { kind: "wait" }
  /** About something else. */
  | { kind: "aside" };

const EDGES = /^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu;
const MARKS = /[\s\p{P}\p{S}]+/gu;
const DROP =
  /^(?:那?(?:还是)?(?:算了|取消|不报了|不用了|撤销|撤回|作废|不上报了|删掉|别报了)(?:吧|啦|了|不报了|不用了|算了)*|我?不(?:想|要)?(?:上)?报了)$/u;
const CONFIRM =
  /^(?:确认|提交|确定|对的?|没错|正确|是的?|可以|好的?|行|没问题|就这样|报吧|上报|登记|嗯+|ok)(?:确认|提交|上报|登记|的|了|吧|啊|呀|没错|没问题|就这样)*$/iu;
const WAIT =
  /^(?:请?稍等|等[一下会儿]+|等我.{0,6}|马上|我(?:去)?看(?:一?下|看)|知道了|收到|在的?|来了|嗯+|好的?|行|可以|ok)(?:吧|啊|哦|哈|的)?$/iu;
const DENIAL = /^(?:不对|不是|错了?|搞错|看错|说错|不准|不像|不符)(?:的|了|这样|这个|吧|啊|呀)*$/u;
const IN_DANGER = /^(?:是的?|对的?|现场|这里)*(?:有的?|有人|很?危险|(?:有|有人|有人有)危险|真的?)(?:了|啊|呀|的|快来|快点?)*$/u;
const NO_DANGER = /^(?:是的?|现场|这里|目前|现在)*(?:没有?|无)(?:人|什么)*(?:有)?(?:危险|事|受伤|被困)*(?:了|啊|呀|的)*$/u;
const SKIP =
  /^(?:我?(?:也)?(?:不(?:知道|清楚|记得|晓得|确定|太清楚|认识)|忘了|没看清|说不上|没有|无|跳过|不填|不方便说)(?:店名|名字|叫什么|哪家|在哪|地址|位置)?(?:了|啊|呢)?)$/u;
const OPENERS =
  /^(?:是|就是|叫|就叫|名字叫|店名(?:是|叫)?|单位(?:是|叫)?|在|就在|位于|地址(?:是|在)?|位置(?:是|在)?|我们?(?:是|在|叫))\s*/u;

/** Longer is no name, and no answer to a short question. */
const NAME_MAX = 30;
const PLACE_MAX = 60;
const DESCRIPTION_MAX = 500;

/** What of a model's words the speaker has in front of them. */
export type SeenBySpeaker = { proposal: string | undefined; danger: boolean };

/** @param seen  undefined: nothing, or it was said before it was there to be seen */
export function turnOf(content: DraftContent, heard: Heard, seen?: SeenBySpeaker): DraftTurn {
  const plain = heard.words.normalize("NFKC").replace(MARKS, "");
  const asked = nextQuestion(content);
  if (DROP.test(plain)) return { kind: "drop" };
  if (asked === undefined && CONFIRM.test(plain)) return { kind: "confirm" };
  const judged = seen && judgementOf(content, plain, seen);
  if (judged) return judged;
  if (WAIT.test(plain)) return { kind: "wait" };
  if (wantsNoName(heard) && !isElsewhere(content, heard)) return { kind: "change", content: { ...addTo(content, heard), anonymous: true } };
  if (asked !== undefined && asked !== "description" && SKIP.test(plain)) return skip(content, asked);
  if (isElsewhere(content, heard) || isAside(heard)) return { kind: "aside" };
  if (heard.triage.isHazard && heard.triage.hazards.some(({ description }) => description !== "")) return report(content, heard, asked);
  return asked === undefined ? corrected(content, heard) : answered(content, heard, asked);
}

/** What the speaker says of what was seen. Courtesies are no assent: they may be meant for the question before. */
function judgementOf(content: DraftContent, plain: string, { proposal, danger }: SeenBySpeaker): DraftTurn | undefined {
  if (danger && IN_DANGER.test(plain)) return { kind: "danger" };
  if (danger && NO_DANGER.test(plain)) return { kind: "wait" };
  if (proposal === undefined) return undefined;
  if (DENIAL.test(plain)) return { kind: "change", content: { ...content, seenIsWrong: true } };
  if (!CONFIRM.test(plain) || WAIT.test(plain)) return undefined;
  return { kind: "change", content: withProposal(content, proposal) };
}

function skip(content: DraftContent, asked: DraftField): DraftTurn {
  // A place is the last that is left to go by: it is asked for until it is told, or the report is dropped.
  const isLast = asked === "place" && content.enterprise === undefined;
  return isLast ? { kind: "change", content } : { kind: "change", content: { ...content, skipped: [...content.skipped, asked] } };
}

/** Another enterprise, or another place: another report. An enterprise that was only taken for granted is no other. */
function isElsewhere({ enterprise, isOwn, place, items }: DraftContent, { site, triage }: Heard): boolean {
  const tells = triage.isHazard && triage.hazards.some(({ description }) => description !== "");
  if (!tells || items.every(({ description }) => description === "")) return false;
  const isOtherEnterprise = !isOwn && enterprise !== undefined && site.enterprise !== undefined && site.enterprise !== enterprise;
  // What is told of the same enterprise puts its place right.
  const isSame = enterprise !== undefined && site.enterprise === enterprise;
  return isOtherEnterprise || (!isSame && place !== undefined && site.place !== undefined && !isWithin(site.place, place));
}

/** 「万安街道」 and 「万安街道塘西路」 tell the same place, more or less exactly. */
function isWithin(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

function isAside({ triage }: Heard): boolean {
  return !triage.isHazard && ["ad", "injection", "complaint", "thanks"].includes(triage.intent);
}

function report(content: DraftContent, heard: Heard, asked: DraftField | undefined): DraftTurn {
  const next = addTo(content, heard);
  const isAnswered = asked === undefined || asked === "description" || nextQuestion(next) !== asked;
  // 「在后厨灶台边上」 tells a place in words of a hazard.
  if (isAnswered || asked !== "location") return { kind: "change", content: next };
  return { kind: "change", content: { ...content, location: bare(heard.words, PLACE_MAX) } };
}

function answered(content: DraftContent, heard: Heard, asked: DraftField): DraftTurn {
  const { site, words, asks } = heard;
  const sited = withSite(content, site);
  if (asked === "enterprise" && site.enterprise !== undefined) return { kind: "change", content: sited };
  if (asked === "place" && site.place !== undefined) return { kind: "change", content: sited };
  if (asks || words === "") return { kind: "aside" };
  switch (asked) {
    case "description":
      return { kind: "change", content: describe(sited, words) };
    case "enterprise":
      // Told where it is instead: noted, and asked once more.
      if (site.place !== undefined) return { kind: "change", content: sited };
      return isShort(words, NAME_MAX) ? { kind: "change", content: { ...content, enterprise: bare(words, NAME_MAX) } } : { kind: "aside" };
    case "place":
      return isShort(words, PLACE_MAX) ? { kind: "change", content: { ...sited, place: bare(words, PLACE_MAX) } } : { kind: "aside" };
    case "location":
      return isShort(words, PLACE_MAX) ? { kind: "change", content: { ...sited, location: bare(words, PLACE_MAX) } } : { kind: "aside" };
  }
}

/** Nothing was asked: a short word about where it is puts it right. */
function corrected(content: DraftContent, { site, words, asks, triage }: Heard): DraftTurn {
  const isSaid = site.enterprise !== undefined || site.place !== undefined || site.location !== undefined;
  if (!isSaid || asks || triage.intent === "question" || !isShort(words, PLACE_MAX)) return { kind: "aside" };
  return { kind: "change", content: withSite(content, site) };
}

function describe(content: DraftContent, words: string): DraftContent {
  const [first = { description: "" }, ...others] = described(content).length > 0 ? content.items : [{ description: "" }];
  return { ...content, items: [{ ...first, description: words.slice(0, DESCRIPTION_MAX).toWellFormed() }, ...others] };
}

function isShort(words: string, max: number): boolean {
  return [...words].length <= max;
}

function bare(words: string, max: number): string {
  const plain = words.replace(EDGES, "");
  return (plain.replace(OPENERS, "") || plain).slice(0, max).toWellFormed();
}
