import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from "fastify";
import { type Clock, MINUTE_MS } from "../clock.ts";
import { messageOf } from "../errors.ts";
import { DeviceAlarm, type ReceivedAlarm } from "../hazards/device-alarm.ts";
import type { AlarmTaken } from "../hazards/take-device-alarm.ts";
import type { Log } from "../log.ts";
import type { MonitoringConfig } from "../monitoring-settings.ts";
import { bearers } from "./bearer.ts";
import { rateLimit } from "./rate-limit.ts";

/** Where monitoring systems post their alarms. Who they are, their token says; that a token is not overheard, TLS in front of us sees to. */
const ALARM_PATH = "/api/alarms";

const BODY_BYTES_MAX = 16 * 1024;
/** Wrong tokens from one address within a minute. */
const STRANGERS_PER_MINUTE = 30;
/** For a sender that is told to come again. */
const RETRY_AFTER_SECONDS = 5;
const KEY = /^[\x21-\x7e]{1,100}$/;

type Needs = { monitoring: MonitoringConfig; now: Clock; log: Log };

/** @param take  resolves when the alarm is durable; a throw is answered with 503 and the system sends it again */
export function createAlarmEndpoint(
  { monitoring, now, log }: Needs,
  take: (alarm: ReceivedAlarm) => Promise<AlarmTaken>,
): FastifyPluginAsync {
  const systems = bearers(monitoring.tokens);
  const perSystem = rateLimit({ limit: monitoring.perMinute, windowMs: MINUTE_MS, now });
  const strangers = rateLimit({ limit: STRANGERS_PER_MINUTE, windowMs: MINUTE_MS, now });

  return async (server) => {
    server.setErrorHandler(async (error: FastifyError, _request, reply) => {
      const status = error.statusCode ?? 500;
      if (status === 413) return refuse(reply, 413, "too_large", `the body must not exceed ${BODY_BYTES_MAX} bytes`);
      if (status < 500) return refuse(reply, 400, "bad_request", "the body must be JSON, with content-type application/json");
      log.error("alarm not taken", { failure: messageOf(error) });
      return refuse(reply.header("retry-after", RETRY_AFTER_SECONDS), 503, "not_taken", "not taken; send it again with the same key");
    });

    // Before the body is read: a stranger's is not.
    server.addHook("onRequest", async (request, reply) => {
      const system = systems.of(request);
      const after = system === undefined ? strangers.take(request.ip) : perSystem.take(system);
      if (after !== undefined) {
        return refuse(reply.header("retry-after", after), 429, "too_many", `try again after ${after} seconds`);
      }
      if (system === undefined) {
        return refuse(reply.header("www-authenticate", "Bearer"), 401, "unauthorized", "unknown token");
      }
    });

    server.post(ALARM_PATH, { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
      const reading = readAlarm(request, systems.of(request) ?? "");
      if ("problems" in reading) return reply.code(400).send({ error: "bad_request", problems: reading.problems });
      const { kind, hazardId } = await take(reading.alarm);
      log.info("monitoring alarm taken", { system: reading.alarm.system, outcome: kind, hazardId });
      if (kind === "conflict") return refuse(reply, 409, "conflict", "this idempotency key was used for another alarm");
      return reply.code(kind === "repeated" ? 200 : 201).send({ case: hazardId, outcome: kind });
    });
  };
}

type Reading = { alarm: ReceivedAlarm } | { problems: readonly { field: string; problem: string }[] };

function readAlarm({ headers, body }: FastifyRequest, system: string): Reading {
  const parsed = DeviceAlarm.safeParse(body);
  if (!parsed.success) return { problems: parsed.error.issues.map(({ path, message }) => ({ field: path.join("."), problem: message })) };
  const { data } = parsed;
  const key = headers["idempotency-key"] ?? data.idempotency_key;
  if (typeof key !== "string" || !KEY.test(key)) {
    return { problems: [{ field: "Idempotency-Key", problem: "needed: 1 to 100 printable characters, of this alarm alone" }] };
  }
  if (data.system !== undefined && data.system !== system)
    return { problems: [{ field: "system", problem: "not the system of this token" }] };
  return { alarm: { system, key, body: data } };
}

function refuse(reply: FastifyReply, status: number, error: string, message: string): FastifyReply {
  return reply.code(status).send({ error, message });
}
