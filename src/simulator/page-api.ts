import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { messageOf } from "../errors.ts";
import { texts } from "../texts/simulator.ts";
import { mountPageEvents } from "./page-events.ts";
import { mountPageGroups } from "./page-groups.ts";
import { PageRefusal } from "./page-refusal.ts";
import { readUtterance } from "./page-utterance.ts";
import type { Platform } from "./platform.ts";
import { BOT, type Chat, type State } from "./state.ts";
import type { Message } from "./views.ts";
import type { World } from "./world.ts";

const PersonQuery = z.object({ person: z.string().min(1) });
/** Without a person: who is there to choose from. */
const StateQuery = PersonQuery.partial();
const PressBody = z.object({
  person: z.string().min(1),
  value: z.unknown(),
  name: z.string().optional(),
  form: z.record(z.string(), z.unknown()).optional(),
  option: z.string().optional(),
});

/** What the chat page asks and does, in the name of the person that it says it is: a simulator knows no passwords. */
export function mountPageApi(app: FastifyInstance, platform: Platform, world: World): void {
  const { state } = platform.store;

  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof PageRefusal) return reply.code(error.status).send({ error: { text: error.message } });
    if (error instanceof z.ZodError || (error instanceof Error && "statusCode" in error && Number(error.statusCode) < 500)) {
      return reply.code(400).send({ error: { text: texts.badRequest } });
    }
    platform.store.log.error("simulator page route failed", { reason: messageOf(error) });
    return reply.code(500).send({ error: { text: texts.internal } });
  });

  app.get("/simulator/state", async (request) => {
    const { person } = StateQuery.parse(request.query);
    return {
      people: world.people().map(({ id, name, title, district, avatarColor }) => ({ id, name, title, district, avatarColor })),
      chats: (person ? world.chats(world.person(person).id) : []).map((chat) => chatView(state, chat, world.messages(chat.id).at(-1))),
      bot: { id: BOT, name: texts.bot },
    };
  });

  app.get<{ Params: { chatId: string } }>("/simulator/chats/:chatId/messages", async (request) => {
    const me = world.person(PersonQuery.parse(request.query).person);
    if (!world.chat(request.params.chatId).members.includes(me.id)) throw new PageRefusal(404, texts.unknownChat);
    world.readAll(me.id, request.params.chatId);
    return { messages: world.messages(request.params.chatId) };
  });

  app.post<{ Params: { chatId: string } }>("/simulator/chats/:chatId/messages", async (request) => {
    const { person, ...utterance } = await readUtterance(request);
    return { message: world.say(person, request.params.chatId, utterance) };
  });

  app.post<{ Params: { messageId: string } }>("/simulator/messages/:messageId/press", async (request) => {
    const { person, ...act } = PressBody.parse(request.body);
    const { toast, error } = await world.press(person, request.params.messageId, act);
    return { ...(toast && { toast }), ...(error && { error }) };
  });

  app.get<{ Params: { key: string } }>("/simulator/images/:key", async (request, reply) =>
    sendResource(state, request.params.key, "image", reply),
  );
  app.get<{ Params: { key: string } }>("/simulator/files/:key", async (request, reply) =>
    sendResource(state, request.params.key, "file", reply),
  );

  mountPageGroups(app, world);

  app.all("/simulator/*", () => {
    throw new PageRefusal(404, texts.badRequest);
  });

  mountPageEvents(app, world);
}

function chatView(state: State, chat: Chat, lastMessage: Message | undefined): object {
  const { id, name, kind, label, district, members, botPresent, dissolved, suggestions } = chat;
  const people = members.filter((member) => state.people.has(member));
  return {
    id,
    name,
    kind,
    label,
    ...(district && { district }),
    members: people,
    botPresent,
    dissolved,
    suggestions,
    ...(lastMessage && { lastMessage }),
  };
}

function sendResource(state: State, key: string, kind: "image" | "file", reply: FastifyReply): FastifyReply {
  const resource = state.resources.get(key);
  if (resource?.kind !== kind) throw new PageRefusal(404, texts.unknownResource);
  const disposition = kind === "image" ? "inline" : `attachment; filename*=UTF-8''${encodeURIComponent(resource.name)}`;
  return reply
    .type(resource.mime)
    .headers({
      "content-disposition": disposition,
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=31536000, immutable",
    })
    .send(Buffer.from(resource.base64, "base64"));
}
