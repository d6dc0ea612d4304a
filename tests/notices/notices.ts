import type { NoticeDraft } from "../../src/notices/notice.ts";
import { NOBODY } from "../../src/notices/notice.ts";
import { type ChatSetup, defaultSettings } from "../../src/registry/chat.ts";

/** A notice as it is written; a test states only what matters. */
export function aDraft(given: Partial<NoticeDraft> = {}): NoticeDraft {
  return {
    kind: "risk",
    district: "洛江区",
    innerOnly: false,
    title: "台风防范提示",
    paragraphs: ["请检查门窗、广告牌和电气线路。"],
    sources: [],
    attachments: [],
    audience: NOBODY,
    acknowledgement: { wanted: false, urge: false },
    urgent: false,
    sendAt: undefined,
    ...given,
  };
}

/** What an administrator says of a group. */
export function aSetup(given: Partial<ChatSetup> = {}): ChatSetup {
  return { kind: "enterprise", district: "洛江区", enterpriseId: undefined, tags: [], settings: defaultSettings(), ...given };
}
