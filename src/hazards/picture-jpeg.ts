import type { CleanPicture } from "./picture-file.ts";
import { orientationOf, orientationSegment } from "./picture-orientation.ts";

/** JPEG (ITU-T T.81): a row of segments, each a marker and a length, and the scans between them. */

const PREFIX = 0xff;
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
const MARKER_LENGTH = 2;

/** What a segment must begin with to stay: how the colours are meant. All other APPn and comments go. */
const KEPT: Readonly<Record<number, string>> = { 224: "JFIF\0", 226: "ICC_PROFILE\0", 238: "Adobe" };

type Size = { width: number; height: number };
type Segment = { marker: number; bytes: Buffer };

/** Undefined when its segments do not lead from its beginning to its end, or hold more than one picture. */
export function withoutJpegMetadata(bytes: Buffer): CleanPicture | undefined {
  const segments = segmentsOf(bytes);
  const [frame, ...others] = segments?.filter(({ marker }) => isFrame(marker)) ?? [];
  const size = frame && sizeOf(frame.bytes);
  if (!segments || !size || others.length > 0) return undefined;
  const told = segments.flatMap(({ marker, bytes: segment }) => (marker === APP1 ? (orientationOf(segment.subarray(4)) ?? []) : []));
  return assemble({ kept: segments.filter(isKept).map((segment) => segment.bytes), orientation: told[0] ?? 1, size });
}

function assemble({ kept, orientation, size }: { kept: Buffer[]; orientation: number; size: Size }): CleanPicture {
  // Phones store the sensor's rows and say how they held it: without this the picture would lie on its side.
  const turned = orientation === 1 ? [] : [orientationSegment(orientation)];
  const bytes = Buffer.concat([Buffer.from([PREFIX, SOI]), ...turned, ...kept, Buffer.from([PREFIX, EOI])]);
  return { mediaType: "image/jpeg", ...size, bytes };
}

/** Those between the beginning and the end of the picture; what stands behind its end is none of it. */
function segmentsOf(bytes: Buffer): Segment[] | undefined {
  const segments: Segment[] = [];
  let at = MARKER_LENGTH;
  while (at + MARKER_LENGTH <= bytes.length && bytes[at] === PREFIX) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === EOI) return segments;
    // Any number of 0xff may stand before a marker.
    const end = marker === PREFIX ? at + 1 : endOfSegment(bytes, at, marker);
    if (end === undefined) return undefined;
    if (marker !== PREFIX) segments.push({ marker, bytes: bytes.subarray(at, end) });
    at = end;
  }
  return undefined;
}

/** Of a scan, with the coded data that follows it. */
function endOfSegment(bytes: Buffer, at: number, marker: number): number | undefined {
  if (isAlone(marker)) return at + MARKER_LENGTH;
  if (at + 4 > bytes.length) return undefined;
  const end = at + MARKER_LENGTH + bytes.readUInt16BE(at + MARKER_LENGTH);
  if (end > bytes.length) return undefined;
  return marker === SOS ? endOfScan(bytes, end) : end;
}

/** In coded data 0xff is followed by 0x00, or by the number of a restart. */
function endOfScan(bytes: Buffer, from: number): number | undefined {
  let at = bytes.indexOf(PREFIX, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const next = bytes.readUInt8(at + 1);
    if (next !== 0 && !isAlone(next)) return at;
    at = bytes.indexOf(PREFIX, at + MARKER_LENGTH);
  }
  return undefined;
}

/** TEM and the restarts have no length. */
function isAlone(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
}

/** SOF0 to SOF15, among which DHT, JPG and DAC have their numbers, too. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function sizeOf(segment: Buffer): Size | undefined {
  return segment.length < 9 ? undefined : { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7) };
}

function isKept({ marker, bytes }: Segment): boolean {
  const isNote = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
  const head = KEPT[marker];
  return !isNote || (head !== undefined && bytes.subarray(4, 4 + head.length).toString("latin1") === head);
}
