/**
 * The formal lines of an official document, which are its data and not its clauses: number, addressees, signature,
 * copies-to, print line … Patterns are the grammar of GB/T 9704 documents as offices really type them.
 */
export type MetaRole =
  | "title"
  | "notice_title"
  | "issuer"
  | "number"
  | "date"
  | "addressees"
  | "notice"
  | "signature"
  | "annex_note"
  | "copies"
  | "print"
  | "publicity"
  | "contact"
  | "urgency";

const DAY =
  "(?:\\d{4}|[〇○零一二三四五六七八九]{4})\\s*年\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*月\\s*(?:\\d{1,2}|[一二三四五六七八九十]{1,3})\\s*日";
const DAY_LINE = new RegExp(`^[（(]?${DAY}[）)]?$`);
const PRINT_LINE = new RegExp(`${DAY}\\s*印[发制]$`);
const NUMBER_LINE =
  /^[\p{Script=Han}]{2,15}[\s　]*[〔[（(【［][\s　]*(?:19|20)\d{2}[\s　]*年?[〕\])）】］][\s　]*第?[\s　]*\d{1,5}[\s　]*号(?:[\s　]+签发人.*)?$/u;
const ORGANISATION_LINE =
  /^[\p{Script=Han}（）()、\s　]{2,40}(?:局|委员会|委|政府|办公室|办|厅|部|中心|大队|支队|协会|商会|公司|集团|街道办事处|领导小组|专班)$/u;
const ANNEX_LINE = /^附[件表录][\s　]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[\s　]*[：:]?$/u;
const ANNEX_NOTE = /^附[件表录][\s　]*(?:\d{1,2}|[一二三四五六七八九十]{1,2})?[\s　]*[：:．.、][\s　]*\S/u;
const COPIES_LINE = /^(?:抄[送报]|主送|分送|报送)[\s　]*[：:]/u;
const PUBLICITY_LINE = /^[（(](?:此件|本文)[^）)]{0,20}公开[^）)]{0,10}[）)]$/u;
const URGENCY_LINE = /^(?:特急|特提|加急|平急|急件|绝密|机密|秘密|内部资料)(?:[\s　]*[★☆]?[\s　]*\S{1,8})?$/u;
const CONTACT_LINE = /^[（(]?联[系络](?:人|电话|方式)[\s　]*[：:]/u;
const LETTER_TITLE = /(?:通知|通报|函|批复|通告|公告)$/u;
/** 「— 3 —」, 「第3页 共10页」 */
const PAGE_NUMBER =
  /^[\s　]*(?:[-—–－][\s　]*\d{1,4}[\s　]*[-—–－]|第[\s　]*\d{1,4}[\s　]*页(?:[\s　,，/]*共[\s　]*\d{1,4}[\s　]*页)?)[\s　]*$/gmu;
const CLOSING_LINE = /^特此(?:通知|通报|函告|公告|批复|报告)[。！]?$/u;
const LETTERHEAD_END = /[\s　]*文[\s　]*件$/u;
const NOTICE_TEXT = /^(?:现将|现印发|根据工作安排，现将)|印发给你们|现(?:予以?)?印发/u;

export function isDayLine(text: string): boolean {
  return DAY_LINE.test(text);
}

export function isOrganisationLine(text: string): boolean {
  return ORGANISATION_LINE.test(text);
}

/** 「某某县商务局文件」, the head of an official letter, without 「文件」. */
export function withoutLetterhead(text: string): string {
  return text.replace(LETTERHEAD_END, "");
}

/** 「附件」 or 「附件2」 alone on its line: what follows is an annex. */
export function isAnnexLine(text: string): boolean {
  return ANNEX_LINE.test(text);
}

/** 「附件：某某分工表」: the note in the body that names the annexes. */
export function isAnnexNote(text: string): boolean {
  return ANNEX_NOTE.test(text);
}

export function isNoticeText(text: string): boolean {
  return NOTICE_TEXT.test(text);
}

/** The title of a letter, which often brings a plan with a title of its own. */
export function isLetterTitle(text: string): boolean {
  return LETTER_TITLE.test(text);
}

/** Takes out page numbers, which would tear the sentences that run over a page break. */
export function withoutPageNumbers(text: string): { source: string; count: number } {
  let count = 0;
  const source = text.replace(PAGE_NUMBER, () => {
    count += 1;
    return "";
  });
  return { source, count };
}

/** 「各乡镇（街道）企业办，局相关股室：」 */
export function isAddressees(text: string): boolean {
  return /[：:]$/.test(text) && text.length <= 300 && !/[。；！？]/u.test(text);
}

/** The role that a line has wherever it stands. */
export function roleOfLine(text: string): MetaRole | undefined {
  if (PRINT_LINE.test(text) && text.length <= 60) return "print";
  if (COPIES_LINE.test(text)) return "copies";
  if (PUBLICITY_LINE.test(text)) return "publicity";
  if (CONTACT_LINE.test(text)) return "contact";
  if (URGENCY_LINE.test(text)) return "urgency";
  if (CLOSING_LINE.test(text)) return "notice";
  if (NUMBER_LINE.test(text)) return "number";
  if (isDayLine(text)) return "date";
  return undefined;
}

/** A line that never is the second half of a torn sentence. */
export function isFormalLine(text: string): boolean {
  return roleOfLine(text) !== undefined || isAnnexLine(text) || isAnnexNote(text);
}
