import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertNever } from "../errors.ts";
import { texts } from "../texts/simulator.ts";
import { PageRefusal } from "./page-refusal.ts";
import type { World } from "./world.ts";

const NAME_LENGTH_MAX = 60;

const name = z.string().trim().min(1).max(NAME_LENGTH_MAX);
const OpenBody = z.object({
  person: z.string().min(1),
  name,
  members: z.array(z.string()).max(100),
  external: z.boolean().default(false),
  withBot: z.boolean().default(true),
});
const ChangeBody = z.discriminatedUnion("change", [
  z.object({ person: z.string().min(1), change: z.enum(["add_bot", "remove_bot", "dissolve"]) }),
  z.object({ person: z.string().min(1), change: z.literal("rename"), name }),
]);

/** What people do with groups on the chat page: open one, call the bot in or out, rename and dissolve it. */
export function mountPageGroups(app: FastifyInstance, world: World): void {
  app.post("/simulator/chats", async (request) => {
    const { person, members, ...group } = OpenBody.parse(request.body);
    const seated = [...new Set([person, ...members])].map((id) => world.person(id).id);
    return { chat: { id: world.openGroup({ ...group, members: seated }).id } };
  });

  app.post<{ Params: { chatId: string } }>("/simulator/chats/:chatId/change", async (request) => {
    const body = ChangeBody.parse(request.body);
    const chat = world.chat(request.params.chatId);
    if (chat.kind !== "group" || !chat.members.includes(world.person(body.person).id)) throw new PageRefusal(404, texts.unknownChat);
    if (chat.dissolved) throw new PageRefusal(409, texts.dissolvedChat);
    switch (body.change) {
      case "add_bot":
        if (!chat.botPresent) world.addBot(chat.id);
        return {};
      case "remove_bot":
        if (chat.botPresent) world.removeBot(chat.id);
        return {};
      case "dissolve":
        world.dissolve(chat.id);
        return {};
      case "rename":
        world.rename(chat.id, body.name);
        return {};
      default:
        return assertNever(body);
    }
  });
}
