/** Who does it, and to whom: two offices of a clause do not change places in the answer. */

const PARTY =
  /商贸企业|企业办|主要负责人|实际控制人|负责人|商务局|行业协会|主办单位|承办者|安委会|公安机关|消防救援部门|监管和执法部门|执法部门|监管部门|成员单位|[\p{Script=Han}]{2}股|股室|乡镇|街道|领导小组|工作专班|从业人员|企业|局长/gu;
/** Whoever stands right behind one of these is not who does it. */
const TOWARDS =
  /(?:对|向|给|会同|配合|协助|指导|督促|推动|要求|组织|报|移交|抄告|与|和|会|是否|督导|引导|支持|鼓励|促进|强化|加强|提升|规范)(?:[各相关有关本辖区内重点区局的]|有关|相关|部分){0,6}$/u;

/** Whether whoever does it in `said` does it in `source` as well, as far as both tell. @param before  who was named before */
export function doneByTheSame(said: string, { source, before }: { source: string; before: string }): boolean {
  const ours = doersIn(said);
  const theirs = [...doersIn(source), ...doersIn(before)];
  const objects = partiesIn(source).filter(({ isDoer }) => !isDoer);
  return ours.every((party) => theirs.some((other) => isSameParty(party, other)) || !objects.some(({ name }) => isSameParty(party, name)));
}

function doersIn(text: string): string[] {
  return partiesIn(text).flatMap(({ name, isDoer }) => (isDoer ? [name] : []));
}

function partiesIn(text: string): { name: string; isDoer: boolean }[] {
  return [...text.matchAll(PARTY)].map(({ 0: name, index }) => ({ name, isDoer: !TOWARDS.test(text.slice(0, index)) }));
}

function isSameParty(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}
