import type { WebSocket } from "@fastify/websocket";
import type { Log } from "../log.ts";
import { CONTROL, DATA, decodeFrame, encodeFrame, eventFrames, type Frame, headerOf, pongFrame } from "./frame.ts";
import { newId } from "./ids.ts";

/** The settings that a client is given, in seconds; a count of -1 means for ever. It comes back at once: it is our own machine. */
export const CLIENT_CONFIG = { ReconnectCount: -1, ReconnectInterval: 1, ReconnectNonce: 0, PingInterval: 30 };

/** At most this many connections of one app. */
export const CONNECTIONS_MAX = 50;

/** Larger events are cut into several frames. */
const FRAGMENT_BYTES = 32 * 1024;

export type Ack = { code: number; data: string | undefined };

/** The open long connections of the app: a frame goes to one of them, chosen at random. */
export type Sockets = {
  accept(socket: WebSocket, service: number): void;
  /** @returns the id under which the ack will come, or undefined when nobody is connected */
  send(payload: string): string | undefined;
  count(): number;
  /** Tears every connection. */
  drop(): void;
};

/** @param onAck  called once for each frame id that the client acknowledges */
export function createSockets(log: Log, onAck: (frameId: string, ack: Ack) => void): Sockets {
  const open = new Map<WebSocket, number>();
  const receive = (socket: WebSocket, bytes: Uint8Array) => {
    const frame = decodeFrame(bytes);
    if (!frame) return log.warn("simulator frame not understood", { bytes: bytes.length });
    if (frame.method === CONTROL && headerOf(frame, "type") === "ping") socket.send(encodeFrame(pongFrame(frame, CLIENT_CONFIG)));
    const frameId = headerOf(frame, "message_id");
    if (frame.method === DATA && frameId) onAck(frameId, readAck(frame));
  };
  return {
    accept(socket, service) {
      open.set(socket, service);
      socket.on("message", (data) => receive(socket, bytesOf(data)));
      socket.on("close", () => void open.delete(socket));
      socket.on("error", (error) => log.debug("simulator socket failed", { reason: error.message }));
    },
    send(payload) {
      const entries = [...open].filter(([socket]) => socket.readyState === socket.OPEN);
      const [socket, service] = entries[Math.floor(Math.random() * entries.length)] ?? [];
      if (!socket || service === undefined) return undefined;
      const id = newId("");
      for (const frame of eventFrames({ id, service, payload, fragmentBytes: FRAGMENT_BYTES })) socket.send(encodeFrame(frame));
      return id;
    },
    count: () => open.size,
    drop() {
      for (const socket of open.keys()) socket.terminate();
      open.clear();
    },
  };
}

function bytesOf(data: Buffer | ArrayBuffer | Buffer[]): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}

/** An ack that cannot be read counts as a failure of the handler. */
function readAck(frame: Frame): Ack {
  try {
    const ack: unknown = JSON.parse(Buffer.from(frame.payload ?? []).toString("utf8"));
    if (typeof ack !== "object" || ack === null || !("code" in ack) || typeof ack.code !== "number") return { code: 500, data: undefined };
    return { code: ack.code, data: "data" in ack && typeof ack.data === "string" ? ack.data : undefined };
  } catch {
    return { code: 500, data: undefined };
  }
}
