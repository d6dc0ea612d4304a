import { z } from "zod";
import { type Directory, MessengerError, type PersonFacts } from "../messenger.ts";
import { ChatId, OpenId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import { checked, read } from "./reading.ts";

const MEMBERS_PER_PAGE = 100;
/** A group holds at most some thousands; a platform that never comes to an end must not hold us. */
const PAGES_MAX = 60;

/** Without the scope for departments the platform leaves their ids out. */
const User = z.object({
  data: z.object({
    user: z.object({
      open_id: OpenId,
      name: z.string().default(""),
      job_title: z.string().optional(),
      department_ids: z.array(z.string()).default([]),
      status: z.object({ is_resigned: z.boolean().default(false), is_exited: z.boolean().default(false) }).default({
        is_resigned: false,
        is_exited: false,
      }),
    }),
  }),
});
const Department = z.object({ data: z.object({ department: z.object({ name: z.string() }) }) });
const DepartmentId = z.string().regex(/^[A-Za-z0-9_-]{1,128}$/);
const Members = z.object({
  data: z.object({
    items: z.array(z.object({ member_id: OpenId, name: z.string().default("") })).default([]),
    page_token: z.string().default(""),
    has_more: z.boolean().default(false),
  }),
});

/** The address book over Feishu's SDK. */
export function createDirectory({ client, call }: Pick<Platform, "client" | "call">): Directory {
  async function departmentName(id: string): Promise<string[]> {
    if (!DepartmentId.safeParse(id).success) return [];
    try {
      const path = { department_id: id };
      const params = { department_id_type: "open_department_id" } as const;
      const body = await call("department", (as) => client.contact.v3.department.get({ path, params }, as));
      return [read(Department, body, "department").data.department.name];
    } catch (error) {
      // Departments are a help for people who read; without their scope a person is still a person.
      if (error instanceof MessengerError && error.refusal === "refused") return [];
      throw error;
    }
  }

  return {
    async contact(openId) {
      const path = { user_id: checked(OpenId, openId, "open id") };
      const params = { user_id_type: "open_id", department_id_type: "open_department_id" } as const;
      const body = await call("contact", (as) => client.contact.v3.user.get({ path, params }, as));
      const { user } = read(User, body, "contact").data;
      const departments = await Promise.all(user.department_ids.map(departmentName));
      const { is_resigned: hasResigned, is_exited: hasExited } = user.status;
      const title = user.job_title?.trim() || undefined;
      return { openId: user.open_id, name: user.name, title, departments: departments.flat(), resigned: hasResigned || hasExited };
    },

    async members(chatId) {
      const path = { chat_id: checked(ChatId, chatId, "chat id") };
      const members: PersonFacts[] = [];
      let token = "";
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const params = { member_id_type: "open_id", page_size: MEMBERS_PER_PAGE, ...(token && { page_token: token }) } as const;
        const body = await call("members", (as) => client.im.v1.chatMembers.get({ path, params }, as));
        const { items, page_token: next, has_more: hasMore } = read(Members, body, "members").data;
        members.push(...items.map(({ member_id: openId, name }) => ({ openId, name })));
        if (!hasMore || next === "") break;
        token = next;
      }
      return members;
    },
  };
}
