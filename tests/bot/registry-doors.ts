import { createHash } from "node:crypto";
import { audit } from "../../src/registry/audit.ts";
import { openBindingRequest } from "../../src/registry/binding-requests.ts";
import { enterListing } from "../../src/registry/enterprise-lists.ts";
import { insertPerson } from "../../src/registry/people.ts";
import { putRiskPoint } from "../../src/registry/risk-points.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { keepUpload } from "../../src/registry/workbook-uploads.ts";
import { aPerson } from "../registry/fixtures.ts";
import { type Door, ofEach } from "./rights-door.ts";
import { type Attempt, AWAY, HOME, type Stage, TOWN, type Whose, whatOf } from "./rights-stage.ts";

/** How the rights to enterprises, people and groups are used in chat. */

const SEATED = "郑开明";
const LISTED_BY = "洛江区消防救援大队";
export const IMPORTED = "万安百货商行";

const isCard = ({ delivery }: { delivery: Record<string, unknown> }) => JSON.stringify(delivery).includes('"kind":"card"');
const isFile = ({ delivery }: { delivery: Record<string, unknown> }) => delivery.kind === "send_file";
const everything = () => ({});
const atHome = () => ({ district: HOME });

export const REGISTRY_DOORS: readonly Door[] = [
  ...ofEach((whose) => ({
    action: "see_enterprise",
    by: `looks up ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await lookUp(stage, attempt, whose);
      return (await stage.outgoing()).some(isCard);
    },
  })),
  ...ofEach((whose) => ({
    action: "see_enterprise",
    by: `presses ${whose} in a list`,
    concerns: (stage) => whatOf(stage, whose),
    had: async (stage, attempt) =>
      (await stage.press(attempt, { do: "show_enterprise", enterpriseId: stage.enterprises[whose].id })).card !== undefined,
  })),
  ...ofEach((whose) => ({
    action: "see_phone",
    by: `reads the card of ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await lookUp(stage, attempt, whose);
      return (await stage.said()).includes(stage.enterprises[whose].phone ?? "no phone");
    },
  })),
  ...ofEach((whose) => ({
    action: "see_listings",
    by: `reads the card of ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      const { id: enterpriseId } = stage.enterprises[whose];
      const listing = { enterpriseId, list: "fire_blacklist", source: LISTED_BY, reason: undefined, listedOn: "2026-10-01" } as const;
      await enterListing(stage.db, { ...listing, enteredBy: "ou_lin" }, stage.clock.now());
      await lookUp(stage, attempt, whose);
      return (await stage.said()).includes(LISTED_BY);
    },
  })),
  ...ofEach((whose) => ({
    action: "enter_risks",
    by: `presses for the form of ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    had: async (stage, attempt) => (await stage.press(attempt, entryPress(stage, whose, "open_entry", "item"))).card !== undefined,
  })),
  ...ofEach((whose) => ({
    action: "enter_risks",
    by: `saves a risk point of ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("risk_points");
      await stage.press(attempt, entryPress(stage, whose, "save_entry", "risk"), { name: "燃气使用", colour: "red" });
      return (await stage.rowsOf("risk_points")) === 1;
    },
  })),
  ...ofEach((whose) => ({
    action: "enter_risks",
    by: `takes a risk point of ${whose} away`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("risk_points");
      const { id: enterpriseId } = stage.enterprises[whose];
      const risk = {
        enterpriseId,
        name: "燃气使用",
        colour: "red",
        place: undefined,
        measures: undefined,
        responsible: undefined,
      } as const;
      const { id: entryId } = await putRiskPoint(stage.db, risk, stage.clock.now());
      await stage.press(attempt, { ...entryPress(stage, whose, "remove_entry", "risk"), entryId });
      return (await stage.rowsOf("risk_points")) === 0;
    },
  })),
  ...ofEach((whose) => ({
    action: "enter_listing",
    by: `puts ${whose} on a list`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("enterprise_lists");
      const form = { list: "fire_blacklist", source: LISTED_BY, listedOn: "2026-10-01" };
      await stage.press(attempt, entryPress(stage, whose, "save_entry", "listing"), form);
      return (await stage.rowsOf("enterprise_lists")) === 1;
    },
  })),
  ...ofEach((whose) => ({
    action: "enter_listing",
    by: `takes ${whose} off a list`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("enterprise_lists");
      const { id: enterpriseId } = stage.enterprises[whose];
      const listing = { enterpriseId, list: "fire_blacklist", source: LISTED_BY, reason: undefined, listedOn: "2026-10-01" } as const;
      const entered = await enterListing(stage.db, { ...listing, enteredBy: "ou_lin" }, stage.clock.now());
      await stage.press(attempt, { ...entryPress(stage, whose, "remove_entry", "listing"), entryId: entered?.id });
      return (await stage.rowsOf("enterprise_lists where removed_on is not null")) === 1;
    },
  })),
  {
    action: "bind_enterprise",
    by: "asks an officer",
    concerns: everything,
    async had(stage, attempt) {
      await stage.empty("binding_requests");
      await stage.say(attempt, `绑定企业 ${stage.enterprises.ours.name}`);
      return (await stage.rowsOf("binding_requests")) === 1;
    },
  },
  {
    action: "bind_enterprise",
    by: "fills in the form",
    concerns: everything,
    async had(stage, attempt) {
      await stage.empty("binding_requests");
      await stage.press(attempt, { do: "bind_enterprise" }, { said: stage.enterprises.ours.name, role: "enterprise_principal" });
      return (await stage.rowsOf("binding_requests")) === 1;
    },
  },
  ...ofEach((whose) => ({
    action: "invite",
    by: `asks for a code for ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("invitations");
      await stage.say(attempt, `邀请企业 ${stage.enterprises[whose].name}`);
      return (await stage.rowsOf("invitations")) === 1;
    },
  })),
  ...ofEach((whose) => ({
    action: "invite",
    by: `presses ${whose} in a list`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("invitations");
      await stage.press(attempt, { do: "invite", enterpriseId: stage.enterprises[whose].id, role: "enterprise_principal" });
      return (await stage.rowsOf("invitations")) === 1;
    },
  })),
  ...ofEach((whose) => ({
    action: "confirm_binding",
    by: `decides on ${whose}`,
    concerns: (stage) => whatOf(stage, whose),
    async had(stage, attempt) {
      await stage.empty("binding_requests");
      const { id: enterpriseId } = stage.enterprises[whose];
      const asked = { openId: "ou_wang", name: "王建福", chatId: "oc_wang", enterpriseId, role: "enterprise_principal" } as const;
      const request = await openBindingRequest(stage.db, { ...asked, dutyChatId: attempt.chatId }, stage.clock.now());
      await stage.press(attempt, { do: "decide_binding", requestId: request?.id, verdict: "rejected" });
      return (await stage.rowsOf("binding_requests where verdict is not null")) === 1;
    },
  })),
  {
    action: "import_registry",
    by: "asks for the template",
    concerns: everything,
    async had(stage, attempt) {
      await stage.say(attempt, "下载模板");
      return (await stage.outgoing()).some(isFile);
    },
  },
  {
    action: "import_registry",
    by: "sends a workbook and confirms it",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.empty("workbook_uploads", `enterprises where name = '${IMPORTED}'`);
      await stage.say(attempt, "", { attachments: [{ kind: "file", key: "file_1", name: "企业.xlsx" }] });
      const hash = createHash("sha256").update(stage.workbook).digest("hex");
      await stage.say({ ...attempt, eventId: `${attempt.eventId}_confirmed` }, `确认导入 ${hash}`);
      return (await stage.rowsOf(`enterprises where name = '${IMPORTED}'`)) === 1;
    },
  },
  {
    action: "import_registry",
    by: "presses to confirm a workbook",
    // The rows are judged one by one when it is done.
    concerns: everything,
    async had(stage, attempt) {
      const { chatId } = attempt;
      const hash = createHash("sha256").update(stage.workbook).digest("hex");
      const draft = { hash, kind: "enterprises", fileName: "企业.xlsx", bytes: Buffer.from(stage.workbook), outcomes: {}, chatId } as const;
      await keepUpload(stage.db, { ...draft, uploadedBy: "ou_lin" }, stage.clock.now());
      await stage.press(attempt, { do: "confirm_import", hash, goodRows: false });
      return (await stage.rowsOf("inbox")) === 1;
    },
  },
  {
    action: "export_registry",
    by: "asks for the enterprises",
    // The file goes to the private chat, wherever it was asked for: it holds what may be seen there.
    concerns: everything,
    async had(stage, attempt) {
      await stage.say(attempt, "导出企业");
      return (await stage.outgoing()).some(isFile);
    },
  },
  {
    action: "see_responsible",
    by: "asks who is responsible",
    concerns: everything,
    async had(stage, attempt) {
      // A group asks for the units of its own district.
      const isAway = attempt.where.districts.includes(AWAY);
      await personIn(stage, isAway ? "quangang-trade" : TOWN);
      await stage.say(attempt, isAway ? "谁负责商贸流通股" : "谁负责河市镇");
      return (await stage.said()).includes(SEATED);
    },
  },
  {
    action: "see_people",
    by: "asks for the people of an office",
    concerns: atHome,
    async had(stage, attempt) {
      await personIn(stage);
      await stage.say(attempt, "河市镇企业办人员名单");
      return (await stage.said()).includes(SEATED);
    },
  },
  {
    action: "see_people",
    by: "asks who somebody is",
    concerns: atHome,
    async had(stage, attempt) {
      await personIn(stage);
      await stage.say(attempt, `${SEATED}是谁`);
      return (await stage.said()).includes(`人员：${SEATED}`);
    },
  },
  {
    action: "see_phone",
    by: "reads the people of an office",
    concerns: atHome,
    async had(stage, attempt) {
      const personId = await personIn(stage);
      await stage.db.query("update people set phone = '13805950009' where id = $1", [personId]);
      await stage.say(attempt, "河市镇企业办人员名单");
      return (await stage.said()).includes("13805950009");
    },
  },
  {
    action: "see_audit",
    by: "asks what was done last",
    concerns: everything,
    async had(stage, attempt) {
      await audit(stage.db, { actor: "system", action: "chat_joined", subject: { kind: "chat", id: "oc_1" } }, stage.clock.now());
      await stage.say(attempt, "审计记录");
      return (await stage.outgoing()).some(isCard);
    },
  },
  {
    action: "export_audit",
    by: "asks for the file",
    concerns: everything,
    async had(stage, attempt) {
      await stage.say(attempt, "导出审计记录");
      return (await stage.outgoing()).some(isFile);
    },
  },
  {
    action: "grant_roles",
    by: "asks for the form",
    concerns: everything,
    async had(stage, attempt) {
      await personIn(stage);
      await stage.say(attempt, `授权 ${SEATED}`);
      return (await stage.outgoing()).some(isCard);
    },
  },
  {
    action: "grant_roles",
    by: "grants in a district",
    concerns: atHome,
    had: (...at) => grants(...at, { role: "duty_officer", district: HOME }),
  },
  { action: "grant_roles", by: "takes back in a district", concerns: atHome, had: (...at) => takesBack(...at, HOME) },
  {
    action: "grant_everywhere",
    by: "grants everywhere",
    concerns: everything,
    had: (...at) => grants(...at, { role: "auditor", district: "-" }),
  },
  { action: "grant_everywhere", by: "takes back what holds everywhere", concerns: everything, had: (...at) => takesBack(...at, undefined) },
  {
    action: "set_up_chat",
    by: "asks for the form",
    where: "groups",
    concerns: (_, { where }) => ({ district: where.districts[0] }),
    async had(stage, attempt) {
      await stage.say(attempt, "群设置");
      return (await stage.outgoing()).some(isCard);
    },
  },
  {
    action: "set_up_chat",
    by: "presses for the form",
    where: "groups",
    concerns: (_, { where }) => ({ district: where.districts[0] }),
    had: async (stage, attempt) => (await stage.press(attempt, { do: "edit_chat_setup" })).card !== undefined,
  },
  {
    action: "set_up_chat",
    by: "saves the form",
    where: "groups",
    concerns: (_, { where }) => ({ district: where.districts[0] }),
    async had(stage, attempt) {
      const { kind, districts, asking, enterpriseId } = attempt.where;
      const enterprise = enterpriseId === undefined ? "" : stage.enterprises.ours.name;
      const form = { kind, district: districts[0], asking, enterprise, mentioned: "mentioned", duty: "no", reports: "no" };
      await stage.db.query("update chats set set_up_by = 'ou_nobody' where chat_id = $1", [attempt.chatId]);
      await stage.press(attempt, { do: "save_chat_setup" }, form);
      return (await stage.rowsOf(`chats where chat_id = '${attempt.chatId}' and set_up_by = '${attempt.openId}'`)) === 1;
    },
  },
];

function entryPress({ enterprises }: Stage, whose: Whose, act: string, kind: string): object {
  return { do: act, kind, enterpriseId: enterprises[whose].id };
}

async function lookUp(stage: Stage, attempt: Attempt, whose: Whose): Promise<void> {
  await stage.say(attempt, `企业 ${stage.enterprises[whose].name}`);
}

/** Somebody who sits in an office, without a role. */
async function personIn({ db, clock, empty }: Stage, unitId = TOWN): Promise<string> {
  await empty(`people where name = '${SEATED}'`);
  return (await insertPerson(db, aPerson({ openId: undefined, name: SEATED, unitId }), clock.now())).id;
}

async function grants(stage: Stage, attempt: Attempt, form: { role: string; district: string }): Promise<boolean> {
  const personId = await personIn(stage);
  await stage.press(attempt, { do: "grant_role" }, { ...form, person: `person:${personId}`, unit: "-" });
  return (await stage.rowsOf(`person_roles where person_id = ${personId}`)) === 1;
}

async function takesBack(stage: Stage, attempt: Attempt, district: string | undefined): Promise<boolean> {
  const personId = await personIn(stage);
  const grant = { role: "auditor", district, unitId: undefined, enterpriseId: undefined, personId, grantedBy: "system" } as const;
  await grantRole(stage.db, grant, stage.clock.now());
  const { rows } = await stage.db.query<{ id: string }>("select id::text as id from person_roles where person_id = $1", [personId]);
  await stage.press(attempt, { do: "revoke_role", grantId: rows[0]?.id });
  return (await stage.rowsOf(`person_roles where person_id = ${personId} and revoked_at is not null`)) === 1;
}
