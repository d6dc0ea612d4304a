/** Who does it, and to whom: two offices of a clause do not change places in the answer. */

const PARTY =
  /商贸企业|企业办|主要负责人|实际控制人|负责人|商务局|行业协会|主办单位|承办者|安委会|公安机关|消防救援部门|监管和执法部门|执法部门|监管部门|成员单位|[\p{Script=Han}]{2}股|股室|乡镇|街道|领导小组|工作专班|从业人员|企业|局长/gu;
/** Whoever stands right behind one of these is not who does it. */
const TOWARDS =
  /(?:对|向|给|会同|配合|协助|指导|督促|推动|要求|组织|报|移交|抄告|与|和|会|是否|督导|引导|支持|鼓励|促进|强化|加强|提升|规范)(?:[一二两三四\d]{1,2}[次回遍])?(?:[各相关有关本辖区内重点区局的]|有关|相关|部分){0,6}$/u;

/** Between parties that are named together. */
const TOGETHER = /^[()（）、,，和与及或以各的局区本辖相关有关]{0,6}$/u;

/** Whether whoever does it in `said` does it in `source` as well, and to the same, as far as both tell. @param before  who was named before */
export function doneByTheSame(said: string, { source, before }: { source: string; before: string }): boolean {
  const [ours, theirs, earlier] = [partiesIn(said), partiesIn(source), partiesIn(before)];
  const known = [...theirs, ...earlier];
  return ours.every(({ name, isDoer }) => {
    const same = known.filter((other) => isSameParty(name, other.name));
    // Whom the clause names before may be who does it here.
    return (
      same.length === 0 ||
      same.some((other) => other.isDoer === isDoer) ||
      (isDoer && earlier.some((other) => isSameParty(name, other.name)))
    );
  });
}

type Party = { name: string; isDoer: boolean; end: number };

export function partiesIn(text: string): Party[] {
  const parties: Party[] = [];
  for (const { 0: name, index } of text.matchAll(PARTY)) {
    const last = parties.at(-1);
    const isDoer = last && TOGETHER.test(text.slice(last.end, index)) ? last.isDoer : !TOWARDS.test(text.slice(0, index));
    parties.push({ name, isDoer, end: index + name.length });
  }
  return parties;
}

export function isSameParty(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}
