import { type Clock, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import type { FileTransfer } from "../file-transfer.ts";
import type { Log } from "../log.ts";
import type { Measures } from "../measures.ts";
import { type Messenger, MessengerError, type StreamingCards, type Urgent } from "../messenger.ts";
import type { SentMessages } from "../sent-messages.ts";
import type { Database } from "../storage/db.ts";
import { newClaimant } from "./claimant.ts";
import type { ClaimedDelivery, Settlement } from "./delivery.ts";
import { giveUpBefore, settlementOf } from "./delivery-rules.ts";
import { finishDraft } from "./finish-draft.ts";
import { amend, recall, sayOtherwise, urge } from "./follow-up.ts";
import { chatOfLane } from "./lane.ts";
import { openCalls } from "./open-calls.ts";
import { beginAttempt, claimDelivery, nextDelivery, releaseDeliveries, sayBelow, settle } from "./outbox.ts";
import { carryUp } from "./outgoing-files.ts";
import { type Next, type Pump, startPump } from "./pump.ts";
import { appGate, cardGate, type Gate, passGates, targetGate } from "./rate-gate.ts";

export type Deliverer = Pump;

type Carrier = Messenger &
  Urgent &
  Pick<StreamingCards, "finish"> &
  Pick<SentMessages, "recall"> &
  Pick<FileTransfer, "uploadFile" | "sendFile">;

/** Requests on their way at once: at 400 ms each, enough for the platform's 50 a second. */
const CONCURRENCY = 20;
/** Hands for what cannot wait, when all others wait for slow requests. */
const RESERVED = 4;
/** A request that takes longer counts as unreachable; the messenger's own time-outs are shorter. */
const ATTEMPT_LIMIT_MS = MINUTE_MS;
/** Longer than any attempt, so a claim needs no renewal. */
export const LEASE_MS = 2 * MINUTE_MS;
/** What is urgent waits so long for its own call; then it is said in answer to a message of ours. */
const URGENT_PATIENCE_MS = 250;
const TEND_EVERY_MS = 5 * SECOND_MS;
/** What the platform says when a call has been made too often, whoever made it: all that need this call wait. */
const API_OVER_LIMIT = 99_991_400;
/** While the app's credentials are refused, every request is; a person must look first. */
export const UNAUTHORIZED_PAUSE_MS = MINUTE_MS;

/** Carries what stands in the outbox to the platform: in order per chat, within its limits, each once. */
export function startDeliverer(needs: {
  db: Database;
  messenger: Carrier;
  now: Clock;
  log: Log;
  measures?: Measures | undefined;
}): Deliverer {
  const { db, now, log, measures } = needs;
  const claimant = newClaimant();
  let tendedAt: Date | undefined;
  let pausedUntil: Date | undefined;
  const calls = openCalls();

  async function tend(): Promise<void> {
    const at = now();
    if (tendedAt && at.getTime() - tendedAt.getTime() < TEND_EVERY_MS) return;
    const onlyProcess = db.embedded && !tendedAt ? claimant.process : undefined;
    const released = await releaseDeliveries(db, { now: at, onlyProcess });
    if (released.length > 0) log.warn("deliveries taken over from a worker that ended", { deliveries: released.length });
    tendedAt = at;
  }

  async function next(urgentOnly: boolean): Promise<Next> {
    const at = now();
    if (pausedUntil && at < pausedUntil) return { kind: "nothing", until: pausedUntil };
    await spareUrgent(at);
    const row = await claimDelivery(db, { claimant, now: at, until: new Date(at.getTime() + LEASE_MS), apis: calls.open(at), urgentOnly });
    if (row === "taken") return { kind: "again" };
    if (!row) return { kind: "nothing", until: earliest(await nextDelivery(db, at), calls.nextOpening(at)) };
    const refused = giveUpBefore(row, at);
    if (refused) {
      await conclude(row, refused);
      return { kind: "again" };
    }
    return (await passed(row, at)) ? { kind: "work", run: () => attempt(row) } : { kind: "again" };
  }

  /** While a broadcast has used up the minute's sends, an alarm takes the call that answers take. */
  async function spareUrgent(at: Date): Promise<void> {
    if (calls.waitMs("send", at) <= URGENT_PATIENCE_MS || calls.waitMs("reply", at) > URGENT_PATIENCE_MS) return;
    const deliveries = await sayBelow(db, at);
    if (deliveries > 0) log.info("urgent messages leave as replies: sending is at its limit", { deliveries });
  }

  /** Puts the row back when a gate is shut; the shut gate of a call stops all that need this call until it opens. */
  async function passed(row: ClaimedDelivery, at: Date): Promise<boolean> {
    const app = appGate(row.api);
    const passage = await passGates(db, [app, ...targetGates(row)], at);
    if (passage.kind === "granted") {
      calls.shut(row.api, passage.nextAt);
      return true;
    }
    const wholeApp = passage.by === app.key;
    if (wholeApp) calls.shut(row.api, passage.retryAt);
    const notBefore = wholeApp ? row.notBefore : passage.retryAt;
    await conclude(row, { state: "queued", notBefore, attempts: row.attempts, unsureSince: row.unsureSince, failure: undefined });
    return false;
  }

  async function attempt(row: ClaimedDelivery): Promise<void> {
    if (!(await beginAttempt(db, row.id, claimant, now()))) return;
    const settlement = await withinTime(carry(needs, row), ATTEMPT_LIMIT_MS, late).then(
      (messageId): Settlement => ({ state: "sent", messageId }),
      (error: unknown) => {
        if (error instanceof MessengerError) heed(error, row);
        return settlementOf(error, row, now());
      },
    );
    await conclude(row, settlement);
  }

  function heed(error: MessengerError, { api }: ClaimedDelivery): void {
    if (error.refusal === "unauthorized") pauseForCredentials(error);
    if (error.platformCode === API_OVER_LIMIT) calls.shut(api, new Date(now().getTime() + (error.retryAfterMs ?? SECOND_MS)));
  }

  function pauseForCredentials(error: MessengerError): void {
    const isPaused = pausedUntil !== undefined && now() < pausedUntil;
    pausedUntil = new Date(now().getTime() + UNAUTHORIZED_PAUSE_MS);
    if (!isPaused) log.error("delivery paused: the platform refuses our credentials", { platformCode: error.platformCode });
  }

  async function conclude(row: ClaimedDelivery, settlement: Settlement): Promise<void> {
    // Before the row is closed: a process that dies in between says it again, under the same key.
    if (settlement.state === "failed") await sayOtherwise(needs, row);
    const ours = await settle(db, { ...row, claimant }, settlement, now());
    if (ours && settlement.state !== "queued") measures?.delivered(settlement.state);
    if (ours) report(log, row, settlement);
    else log.warn("delivery settled after its claim had lapsed", { deliveryId: row.id, state: settlement.state });
  }

  return startPump(needs, { name: "outbox", concurrency: CONCURRENCY, reserved: RESERVED, tend, next });
}

/** It may yet be carried out: the next attempt repeats the uuid. */
function late(): MessengerError {
  return new MessengerError("unreachable", `no answer within ${ATTEMPT_LIMIT_MS} ms`);
}

async function carry(
  { db, messenger, now }: { db: Database; messenger: Carrier; now: Clock },
  { id, lane, delivery, below }: ClaimedDelivery,
): Promise<string | undefined> {
  switch (delivery.kind) {
    case "send_file":
      return (await messenger.sendFile(delivery.to, await carryUp(db, messenger, delivery.fileId), id)).messageId;
    case "send":
      if (below !== null) return (await messenger.reply(below, delivery.content, id)).messageId;
      return (await messenger.send(delivery.to, delivery.content, id)).messageId;
    case "reply":
      return (await messenger.reply(delivery.messageId, delivery.content, id)).messageId;
    case "update":
      await messenger.update(delivery.messageId, delivery.card);
      return undefined;
    case "react":
      await messenger.react(delivery.messageId, delivery.emoji);
      return undefined;
    case "amend":
      await amend({ db, messenger, now }, delivery);
      return undefined;
    case "recall":
      await recall({ db, messenger, now }, delivery);
      return undefined;
    case "finish":
      return finishDraft({ db, messenger, now }, delivery);
    case "urge":
      await urge({ db, messenger, now }, { id, lane }, delivery);
      return undefined;
  }
}

function targetGates({ lane, delivery }: ClaimedDelivery): Gate[] {
  switch (delivery.kind) {
    case "send":
    case "send_file":
    case "reply":
      return [targetGate(chatOfLane(lane))];
    case "update":
      return [targetGate(delivery.messageId)];
    case "amend":
      return [targetGate(delivery.of)];
    case "finish":
      return [cardGate(delivery.cardId)];
    case "recall":
    case "urge":
    case "react":
      return [];
  }
}

function earliest(...moments: readonly (Date | undefined)[]): Date | undefined {
  const times = moments.filter((moment) => moment !== undefined).map((moment) => moment.getTime());
  return times.length === 0 ? undefined : new Date(Math.min(...times));
}

function report(log: Log, row: ClaimedDelivery, settlement: Settlement): void {
  const facts = { deliveryId: row.id, kind: row.delivery.kind };
  switch (settlement.state) {
    case "sent":
      log.debug("delivery sent", facts);
      break;
    case "queued":
      if (settlement.failure) log.warn("delivery failed, will be tried again", { ...facts, reason: settlement.failure });
      break;
    default: {
      const line = { ...facts, state: settlement.state, code: settlement.code, reason: settlement.failure };
      const isHarmless = row.delivery.kind === "react" || settlement.code.startsWith("gone");
      if (isHarmless) log.warn("delivery given up", line);
      else log.error("delivery given up", line);
    }
  }
}
