import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { ok, type Platform, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import type { Person, State } from "./state.ts";

const IdQuery = z.object({ user_id_type: z.enum(["open_id", "union_id", "user_id"]).default("open_id") });
const BatchQuery = IdQuery.extend({ user_ids: z.union([z.string(), z.array(z.string()).max(50)]) });
const DepartmentQuery = z.object({ department_id_type: z.enum(["open_department_id", "department_id"]).default("open_department_id") });

type IdType = z.infer<typeof IdQuery>["user_id_type"];

export function mountContactApi(app: FastifyInstance, { store }: Platform): void {
  const { state } = store;

  app.get("/open-apis/contact/v3/users/batch", async (request) => {
    const { user_ids, user_id_type } = read(BatchQuery, request.query);
    const found = [user_ids].flat().map((id) => personOf(state, user_id_type, id));
    return ok({ items: found.filter((person) => person !== undefined).map(userView) });
  });

  app.get<{ Params: { user_id: string } }>("/open-apis/contact/v3/users/:user_id", async (request) => {
    const person = personOf(state, read(IdQuery, request.query).user_id_type, request.params.user_id);
    if (!person) throw refusal(41012);
    if (person.standing === "unavailable") throw refusal(41050);
    return ok({ user: userView(person) });
  });

  app.get<{ Params: { department_id: string } }>("/open-apis/contact/v3/departments/:department_id", async (request) => {
    read(DepartmentQuery, request.query);
    const department = state.departments.get(request.params.department_id);
    if (!department) throw refusal(40015);
    const members = [...state.people.values()].filter((person) => person.departmentId === department.id);
    const id = { department_id: department.id, open_department_id: department.id, parent_department_id: "0" };
    return ok({ department: { name: department.name, ...id, member_count: members.length, status: { is_deleted: false } } });
  });
}

function personOf(state: State, idType: IdType, id: string): Person | undefined {
  const key = { open_id: "id", union_id: "unionId", user_id: "userId" } as const;
  return [...state.people.values()].find((person) => person[key[idType]] === id);
}

function userView(person: Person): object {
  return {
    union_id: person.unionId,
    user_id: person.userId,
    open_id: person.id,
    name: person.name,
    en_name: "",
    job_title: person.title,
    department_ids: [person.departmentId],
    status: { is_frozen: false, is_resigned: person.standing === "resigned", is_activated: true, is_exited: false, is_unjoin: false },
    is_tenant_manager: false,
  };
}
