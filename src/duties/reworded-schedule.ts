/**
 * Whether a proposed rewording of a message about a schedule holds: everything that it says was said, and everything that was said stands
 * in it. Pure; what the rewording means is read by our own grammar.
 */
import { sayTheSame } from "./schedule-sense.ts";
import { namesDays, signsIn } from "./schedule-signs.ts";
import { plainOrder } from "./spoken-days.ts";

/** A message taken apart. `audience` and `task` are its own words, the others may be put as our grammar writes them. */
export type Rewording = { when: string; time: string; audience: string; task: string };

const PART_MAX = 80;
/** Between a remind and what is to be reminded of; everything else is in the message's own words. */
const REMIND = "提醒";

/** Said to us, and about the reminding itself; nothing of when, whom or what. What is not among these must not fall away. */
const COURTESY =
  "请问?|麻烦|劳驾|拜托|辛苦|帮忙|帮我|帮着?|替我|[你您]好|[你您](?!们)|在吗|谢谢|多谢|感谢|安讯|小安|(?:省得|免得|我?怕|生怕)[^，。、；不别]{0,5}忘[了记]?";
const REMINDING =
  "提醒事项|提醒|提个醒|通知|告诉|告知|知会|催一?催|催|叫上?|喊|吆喝|招呼|嘱咐|叮嘱|吩咐|让|跟|和|给|对|向|往|在|于|发到|发给|发送?|推送|说|讲|吱|@|一[声下句条遍]|一嗓子|[个条句声则]|消息|信息|提示|闹钟|日程";
const SETTING_UP =
  "(?:设置|设定|设|定|订|建|新建|添加|加|弄|来|安排|排)(?=上?一?[个条])|上?一个|设置|设定|安排|定时|到点|到时|届时|准时|按时|固定|记[得着住]|(?:可?别|不要|千万别)忘[了记]?|千万|务必|一定|需要|应该|得|要|该";
const PARTICLES =
  "[的了吧哦啊呀哈嘛啦噢呗就都也还又把将各]|这个|那个|这[件回]事|那件事|关于|对于|[的这那]?事[情儿]?|放[在到]|定[在到]|安排在|选在|赶在|是在|时候|里面?|[，。、；：！,.;:!“”\"'（）()…*#]";
/** Word by word and never back: nobody's message can make it try for long. */
const SAYS_NOTHING = new RegExp(`^(?:(?=(${COURTESY}|${REMINDING}|${SETTING_UP}|${PARTICLES}))\\1)*$`, "u");
/** Between the parts of a day. 「1号到10号」 is more than 「1号和10号」. */
const JOINS = /^[的在于、，,和及与]*$/u;
/** 「查一次」, 「国庆备货检查」: of the task, as long as no day is counted from it. */
const OF_TASKS: readonly string[] = ["times", "feast"];

/** The sentence for our grammar; undefined where the rewording adds, drops or changes anything. */
export function heldSentence(message: string, rewording: Rewording): string | undefined {
  const text = plainOrder(message);
  const { when, time, audience, task } = plainParts(rewording);
  if (task === "" || [when, time, audience, task].some((part) => part.length > PART_MAX)) return undefined;
  if (signsIn(task).signs.some(({ slot }) => !OF_TASKS.includes(slot))) return undefined;
  const left = leftOf(text, [audience, task]);
  if (!left) return undefined;
  const said = left.map(signsIn);
  const proposed = [when, time].map(signsIn);
  if (!proposed.every(({ rest }) => rest.every((word) => JOINS.test(word)))) return undefined;
  if (!said.every(({ rest }) => rest.every((word) => SAYS_NOTHING.test(word)))) return undefined;
  const [ours, theirs] = [said, proposed].map((parts) => parts.flatMap(({ signs }) => signs));
  if (!ours || !theirs || !namesDays(theirs) || !sayTheSame(ours, theirs)) return undefined;
  return `${when}${time}${REMIND}${audience}${task}`;
}

function plainParts({ when, time, audience, task }: Rewording): Rewording {
  return { when: plainOrder(when), time: plainOrder(time), audience: plainOrder(audience), task: plainOrder(task) };
}

/** What remains of `text` without these pieces, in its order; undefined where one of them does not stand in it, or only in another. */
function leftOf(text: string, pieces: readonly string[]): string[] | undefined {
  let left = [text];
  for (const piece of pieces.filter((one) => one !== "").toSorted((one, other) => other.length - one.length)) {
    const holder = left.findIndex((stretch) => stretch.includes(piece));
    const stretch = left[holder];
    if (stretch === undefined) return undefined;
    const at = stretch.indexOf(piece);
    left = left.toSpliced(holder, 1, stretch.slice(0, at), stretch.slice(at + piece.length));
  }
  return left.filter((stretch) => stretch !== "");
}
