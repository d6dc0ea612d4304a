import protobuf from "protobufjs";
import { z } from "zod";

/** The long connection's wire format: proto2 frames with headers; a large payload travels in several of them. */
const SCHEMA = `
syntax = "proto2";
message Header { required string key = 1; required string value = 2; }
message Frame {
  required uint64 SeqID = 1;
  required uint64 LogID = 2;
  required int32 service = 3;
  required int32 method = 4;
  repeated Header headers = 5;
  optional string payload_encoding = 6;
  optional string payload_type = 7;
  optional bytes payload = 8;
  optional string LogIDNew = 9;
}`;

const FRAME = protobuf.parse(SCHEMA).root.lookupType("Frame");

export const CONTROL = 0;
export const DATA = 1;

const Frame = z.object({
  SeqID: z.number(),
  LogID: z.number(),
  service: z.number(),
  method: z.number(),
  headers: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
  payload: z.instanceof(Uint8Array).optional(),
});
export type Frame = z.infer<typeof Frame>;

export function encodeFrame(frame: Frame): Uint8Array {
  return FRAME.encode(FRAME.fromObject(frame)).finish();
}

/** Undefined when the bytes are no frame. */
export function decodeFrame(bytes: Uint8Array): Frame | undefined {
  try {
    return Frame.parse(FRAME.toObject(FRAME.decode(bytes), { longs: Number }));
  } catch {
    // Whatever a stranger sends down the socket must not end the connection of the others.
    return undefined;
  }
}

export function headerOf(frame: Frame, key: string): string | undefined {
  return frame.headers.find((header) => header.key === key)?.value;
}

/** The frames that carry one event: all bear `id`, each its place (`seq` of `sum`). */
export function eventFrames(event: { id: string; service: number; payload: string; fragmentBytes: number }): Frame[] {
  const bytes = Buffer.from(event.payload, "utf8");
  const sum = Math.max(1, Math.ceil(bytes.length / event.fragmentBytes));
  return Array.from({ length: sum }, (_, seq) => ({
    SeqID: 0,
    LogID: 0,
    service: event.service,
    method: DATA,
    headers: Object.entries({ type: "event", message_id: event.id, trace_id: event.id, sum: String(sum), seq: String(seq) }).map(
      ([key, value]) => ({ key, value }),
    ),
    payload: bytes.subarray(seq * event.fragmentBytes, (seq + 1) * event.fragmentBytes),
  }));
}

/** The answer to a ping: the same frame, turned round, with the settings in force. */
export function pongFrame(ping: Frame, settings: Readonly<Record<string, number>>): Frame {
  return { ...ping, headers: [{ key: "type", value: "pong" }], payload: Buffer.from(JSON.stringify(settings)) };
}
