import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { CARD_BYTES_MAX } from "../card.ts";
import { cardFault } from "./card-check.ts";
import { changeEntity, checkStreaming, livingEntity, messageShowing } from "./card-entities.ts";
import { isObject } from "./card-walk.ts";
import { newNumber } from "./ids.ts";
import { ok, type Platform, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import type { CardEntity } from "./state.ts";

/** Of one card, whatever is done to it. */
const CHANGES_PER_SECOND = 10;

const Sequence = z.number().int().min(1).max(2_147_483_647);
const Uuid = z.string().max(64).optional();
const CardJson = z.object({ type: z.literal("card_json"), data: z.string().min(1) });
const ContentBody = z.object({ content: z.string().min(1).max(100_000), sequence: Sequence, uuid: Uuid });
const SettingsBody = z.object({ settings: z.string().min(1), sequence: Sequence, uuid: Uuid });
const UpdateBody = z.object({ card: CardJson, sequence: Sequence, uuid: Uuid });
const Settings = z.object({ config: z.object({ streaming_mode: z.boolean().optional() }).optional() });

type OneCard = { Params: { card_id: string } };
type OneElement = { Params: { card_id: string; element_id: string } };

/** Card entities: made, sent by their id, written in a stream, replaced. */
export function mountCardKitApi(app: FastifyInstance, platform: Platform): void {
  const { store } = platform;
  const path = "/open-apis/cardkit/v1/cards";

  app.post(path, async (request) => {
    const { data } = read(CardJson, request.body);
    const entity = streamingAs(platform, { id: newNumber(), createdAt: store.now().getTime(), sequence: 0 }, checkedCard(platform, data));
    store.record({ kind: "card_set", card: entity });
    return ok({ card_id: entity.id });
  });

  app.put<OneCard>(`${path}/:card_id`, async (request) => {
    const { card, sequence } = read(UpdateBody, request.body);
    const entity = inSequence(platform, request.params.card_id, sequence);
    changeEntity(store, streamingAs(platform, { ...entity, sequence }, checkedCard(platform, card.data)));
    return ok();
  });

  app.put<OneElement>(`${path}/:card_id/elements/:element_id/content`, async (request) => {
    const { content, sequence } = read(ContentBody, request.body);
    const entity = inSequence(platform, request.params.card_id, sequence);
    checkStreaming(store, entity);
    const card = JSON.parse(entity.card);
    if (!setContent(card, request.params.element_id, content)) throw refusal(300310);
    checkedCard(platform, JSON.stringify(card));
    changeEntity(store, { ...entity, card: JSON.stringify(card), sequence });
    return ok();
  });

  app.patch<OneCard>(`${path}/:card_id/settings`, async (request) => {
    const { settings, sequence } = read(SettingsBody, request.body);
    const entity = inSequence(platform, request.params.card_id, sequence);
    const wanted = read(Settings, parsed(settings)).config?.streaming_mode;
    const card = JSON.parse(entity.card);
    if (wanted === undefined) changeEntity(store, { ...entity, sequence });
    else
      changeEntity(store, streamingAs(platform, { ...entity, sequence }, { ...card, config: { ...card.config, streaming_mode: wanted } }));
    return ok();
  });
}

/** With `card` as what it shows; whether it streams, the card itself says. */
function streamingAs({ store }: Platform, entity: Pick<CardEntity, "id" | "createdAt" | "sequence">, card: object): CardEntity {
  const streams = "config" in card && isObject(card.config) && card.config.streaming_mode === true;
  return { ...entity, card: JSON.stringify(card), streamingSince: streams ? store.now().getTime() : undefined };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw refusal(10002, "not a string in json format");
  }
}

/** @throws PlatformRefusal for what cannot be an entity's card */
function checkedCard(platform: Platform, data: string): object {
  const card = parsed(data);
  if (!isObject(card) || card.schema !== "2.0") throw refusal(300303);
  if (isObject(card.config) && card.config.update_multi === false) throw refusal(300302);
  if (Buffer.byteLength(data, "utf8") > CARD_BYTES_MAX) throw refusal(200860);
  const fault = cardFault(platform.store.state, card);
  if (fault) throw refusal(200220, `ErrCode: ${fault.code}; ErrMsg: ${fault.message}; ErrorValue: ${fault.value ?? ""}; `);
  return card;
}

/** The entity, if the change is the next one, comes slowly enough, and nobody is pressing the card. */
function inSequence(platform: Platform, cardId: string, sequence: number): CardEntity {
  const entity = livingEntity(platform.store, cardId);
  if (sequence <= entity.sequence) throw refusal(300317);
  const message = messageShowing(platform.store.state, cardId);
  if (message && platform.cardTokens.isLocked(message.id)) throw refusal(200810);
  if (platform.faults.limitsLifted) return entity;
  if (platform.limits.hit(`card ${cardId}`, [{ calls: CHANGES_PER_SECOND, windowMs: 1000 }]) !== undefined) throw refusal(99991400);
  return entity;
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
