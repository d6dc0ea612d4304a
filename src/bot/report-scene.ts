import type { Draft, DraftContent } from "../hazards/draft.ts";
import type { OwnEnterprise } from "../hazards/draft-content.ts";
import { type Circumstances, districtOf, reportingRole } from "../hazards/draft-facts.ts";
import { type DutyDesk, dutyDesk } from "../hazards/duty-desk.ts";
import type { Actor } from "../hazards/hazard.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import type { Standing } from "./who.ts";

/** What surrounds a report: whose shop, which district, who is on duty there, and who reports. */

/** The enterprise that is meant when none is named: of the group, or in private the speaker's own if it is one alone. */
export async function ownEnterprise({ db }: BotNeeds, { who, where }: Standing): Promise<OwnEnterprise | undefined> {
  const own = [...new Set(who.grants.flatMap(({ enterpriseId }) => enterpriseId ?? []))];
  const id = where.enterpriseId ?? (where.kind === "private" && own.length === 1 ? own[0] : undefined);
  return id === undefined ? undefined : findEnterprise(db, id);
}

export type Scene = { around: Circumstances; desk: DutyDesk; district: string | undefined };

export async function sceneOf(needs: BotNeeds, content: DraftContent, { who, where }: Standing): Promise<Scene> {
  const enterprise = content.enterpriseId === undefined ? undefined : await findEnterprise(needs.db, content.enterpriseId);
  const district = where.districts.length === 1 ? where.districts[0] : undefined;
  const around = { enterprise, grants: who.grants, district };
  const own = districtOf(content, around);
  return { around, desk: await dutyDesk(needs.db, needs.dutyChats, own), district: own };
}

/** Whoever reports, by the name of the registry, else of the platform. */
export async function reporterOf(needs: BotNeeds, { openId, person, who }: Standing): Promise<Actor> {
  return { id: openId, role: reportingRole(who.grants), name: person?.name ?? (await personName(needs, openId)) };
}

/** Whether a draft is this person's, in this chat. */
export function isTheirs(draft: Draft, by: { openId: string; chatId: string }): boolean {
  return draft.speaker === by.openId && draft.chatId === by.chatId;
}
