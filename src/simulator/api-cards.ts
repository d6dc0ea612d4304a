import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CARD_BYTES_MAX } from "../card.ts";
import { MINUTE_MS } from "../clock.ts";
import { existing } from "./api-send.ts";
import { cardError, cardFault, cardRefusal } from "./card-check.ts";
import { isObject } from "./card-walk.ts";
import { newNumber } from "./ids.ts";
import { ok, type Platform, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import type { CardEntity } from "./state.ts";

/** A stream that is not ended by then ends itself. */
const STREAM_MS = 10 * MINUTE_MS;
const CHANGES_PER_SECOND = 10;

const Sequence = z.number().int().min(1);
const CreateBody = z.object({ type: z.literal("card_json"), data: z.string().min(1) });
const ContentBody = z.object({ content: z.string().min(1), sequence: Sequence, uuid: z.string().max(64).optional() });
const SettingsBody = z.object({ settings: z.string().min(1), sequence: Sequence, uuid: z.string().max(64).optional() });
const Settings = z.object({ config: z.object({ streaming_mode: z.boolean().optional() }).optional() });
const UpdateBody = z.object({ token: z.string().min(1), card: z.record(z.string(), z.unknown()) });

/** Cards apart from messages: late updates after a press, and card entities that are written in a stream. */
export function mountCardApi(app: FastifyInstance, platform: Platform): void {
  const { store } = platform;

  app.post("/open-apis/interactive/v1/card/update", async (request) => {
    const { token, card } = read(UpdateBody, request.body);
    const message = existing(store.state, platform.cardTokens.use(token));
    if (platform.cardTokens.isLocked(message.id)) throw cardError({ code: 11310, message: "card action is lock" });
    const wrong = cardRefusal(store.state, card);
    if (wrong) throw wrong;
    store.record({ kind: "message_changed", id: message.id, patch: { content: JSON.stringify(card), updatedAt: store.now().getTime() } });
    return ok();
  });

  app.post("/open-apis/cardkit/v1/cards", async (request) => {
    const { data } = read(CreateBody, request.body);
    const now = store.now().getTime();
    const card = parsed(data);
    if (!isObject(card) || card.schema !== "2.0") throw refusal(300303);
    checkCard(platform, card);
    const streaming = isObject(card.config) && card.config.streaming_mode === true;
    const entity: CardEntity = { id: newNumber(), card: data, createdAt: now, sequence: 0, streamingSince: streaming ? now : undefined };
    store.record({ kind: "card_set", card: entity });
    return ok({ card_id: entity.id });
  });

  app.put<{ Params: { card_id: string; element_id: string } }>(
    "/open-apis/cardkit/v1/cards/:card_id/elements/:element_id/content",
    async (request) => {
      const { content, sequence } = read(ContentBody, request.body);
      const entity = inSequence(platform, request.params.card_id, sequence);
      checkStreaming(platform, entity);
      const card = JSON.parse(entity.card);
      if (!setContent(card, request.params.element_id, content)) throw refusal(300310);
      checkCard(platform, card);
      change(platform, { ...entity, card: JSON.stringify(card), sequence });
      return ok();
    },
  );

  app.patch<{ Params: { card_id: string } }>("/open-apis/cardkit/v1/cards/:card_id/settings", async (request) => {
    const { settings, sequence } = read(SettingsBody, request.body);
    const entity = inSequence(platform, request.params.card_id, sequence);
    const wanted = read(Settings, parsed(settings)).config?.streaming_mode;
    const card = JSON.parse(entity.card);
    card.config = { ...card.config, ...(wanted !== undefined && { streaming_mode: wanted }) };
    const since = wanted ? store.now().getTime() : undefined;
    change(platform, {
      ...entity,
      card: JSON.stringify(card),
      sequence,
      streamingSince: wanted === undefined ? entity.streamingSince : since,
    });
    return ok();
  });
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refusal(10002, "not a string in json format");
  }
}

function checkCard(platform: Platform, card: unknown): void {
  if (Buffer.byteLength(JSON.stringify(card), "utf8") > CARD_BYTES_MAX) throw refusal(200860);
  const fault = cardFault(platform.store.state, card);
  if (fault) throw refusal(200220, `ErrCode: ${fault.code}; ErrMsg: ${fault.message}; ErrorValue: ${fault.value ?? ""}; `);
}

/** The entity, if the change is the next one. */
function inSequence(platform: Platform, cardId: string, sequence: number): CardEntity {
  const entity = platform.store.state.cards.get(cardId);
  if (!entity) throw refusal(200740);
  if (sequence <= entity.sequence) throw refusal(300317);
  if (platform.faults.limitsLifted) return entity;
  if (platform.limits.hit(`card ${cardId}`, [{ calls: CHANGES_PER_SECOND, windowMs: 1000 }]) !== undefined) throw refusal(99991400);
  return entity;
}

/** The first call after the stream's end hears that it timed out, the later ones that it is closed. */
function checkStreaming(platform: Platform, entity: CardEntity): void {
  if (entity.streamingSince === undefined) throw refusal(300309);
  if (platform.store.now().getTime() - entity.streamingSince <= STREAM_MS) return;
  platform.store.record({ kind: "card_set", card: { ...entity, streamingSince: undefined } });
  throw refusal(200850);
}

/** Writes `content` into the text component called `elementId`, wherever it stands. */
function setContent(value: unknown, elementId: string, content: string): boolean {
  if (Array.isArray(value)) return value.some((item) => setContent(item, elementId, content));
  if (typeof value !== "object" || value === null) return false;
  if ("element_id" in value && value.element_id === elementId && "content" in value) {
    value.content = content;
    return true;
  }
  return Object.values(value).some((item) => setContent(item, elementId, content));
}

function change({ store }: Platform, entity: CardEntity): void {
  store.record({ kind: "card_set", card: entity });
  for (const message of [...store.state.messages.values()].filter((one) => one.cardId === entity.id)) {
    store.record({ kind: "message_changed", id: message.id, patch: { content: entity.card, updatedAt: store.now().getTime() } });
  }
}
