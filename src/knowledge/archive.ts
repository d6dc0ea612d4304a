/**
 * Office files are ZIP archives. What they unpack to is bounded twice: by what their directory promises, before anything is
 * unpacked, and by what really comes out, since a promise can lie.
 */
import { Unzip, UnzipInflate, unzipSync } from "fflate";
import { texts } from "../texts/knowledge.ts";
import { unreadable } from "./unreadable.ts";

const MEGABYTE = 1024 * 1024;
/** The text parts of a plan take a few megabytes; pictures are never unpacked. */
const TEXT_MAX = 48 * MEGABYTE;
/** With pictures; a reader that unpacks by itself keeps to what the directory promises. */
const TOTAL_MAX = 256 * MEGABYTE;
const PARTS_MAX = 4_000;
/** Packed bytes per step: deflate makes at most a thousand times as much of them. */
const STEP = 16 * 1024;

/** An OLE container: what Office puts around an encrypted file, and the format of .doc and .xls. */
const OLE_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0];

export type Archive = ReadonlyMap<string, Uint8Array>;

/** @throws AppError bad_document  encrypted, no archive, or larger than any plan */
export function checkArchive(file: string, bytes: Uint8Array): void {
  if (OLE_SIGNATURE.every((byte, index) => bytes[index] === byte)) throw unreadable("OLE container", texts.encryptedOffice({ file }));
  let [parts, text, total] = [0, 0, 0];
  attempt(file, () =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        parts += 1;
        total += originalSize;
        if (isText(name)) text += originalSize;
        return false;
      },
    }),
  );
  if (parts === 0) throw unreadable("empty archive", texts.brokenOffice({ file }));
  if (parts > PARTS_MAX || text > TEXT_MAX || total > TOTAL_MAX) throw tooLarge(file);
}

/** The XML parts of an office file by their names. */
export function openArchive(file: string, bytes: Uint8Array): Archive {
  checkArchive(file, bytes);
  const chunks = new Map<string, Uint8Array[]>();
  let [unpacked, failed] = [0, false];
  const unzip = new Unzip((entry) => {
    if (!isText(entry.name)) return;
    const own: Uint8Array[] = [];
    chunks.set(entry.name, own);
    entry.ondata = (error, chunk) => {
      failed ||= error !== null;
      unpacked += chunk?.length ?? 0;
      if (!failed && unpacked <= TEXT_MAX) own.push(chunk);
    };
    entry.start();
  });
  unzip.register(UnzipInflate);
  attempt(file, () => {
    for (let start = 0; start < bytes.length && unpacked <= TEXT_MAX; start += STEP) {
      unzip.push(bytes.subarray(start, start + STEP), start + STEP >= bytes.length);
    }
  });
  if (failed) throw unreadable("broken archive", texts.brokenOffice({ file }));
  if (unpacked > TEXT_MAX) throw tooLarge(file);
  return new Map([...chunks].map(([name, pieces]) => [name, Buffer.concat(pieces)]));
}

function isText(name: string): boolean {
  return /\.(?:xml|rels)$/i.test(name);
}

function attempt<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw unreadable("broken archive", texts.brokenOffice({ file }), cause);
  }
}

function tooLarge(file: string) {
  return unreadable("unpacks to too much", texts.unpacksTooLarge({ file }));
}
