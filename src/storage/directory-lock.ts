import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, realpathSync, rmSync, statSync, symlinkSync, unlinkSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { AppError, messageOf } from "../errors.ts";
import { texts } from "../texts/storage.ts";

const LOCK_NAME = "database.lock";
/** Two starters that both found a dead owner need less than this to see which of them came last. */
const SETTLE_MS = 50;
const TRIES = 5;
const GATE_TRIES = 500;
const GATE_PAUSE_MS = 20;

export type DirectoryLock = { release(): Promise<void> };

/**
 * Makes this process the only owner of `directory`. The lock is a unix socket in it: the kernel closes it when the
 * owner dies, however it dies, and whoever connects is told the owner's pid. It follows the directory, not its spelling.
 * @throws AppError data_directory_locked, naming the owner's pid
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const home = prepared(directory);
  return oneAtATime(home, () => takeLock(directory, join(home, LOCK_NAME)));
}

async function takeLock(directory: string, path: string): Promise<DirectoryLock> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const dead = await deadSocket(path, directory);
    // Only the very socket that was found dead is removed, never one that was bound in between.
    if (dead !== undefined && inodeOf(path) === dead) remove(path);
    const server = await bind(path);
    if (!server) continue;
    const own = inodeOf(path);
    if (dead !== undefined) await pause(SETTLE_MS);
    if (own !== undefined && inodeOf(path) === own) return held(server, path);
    server.close();
  }
  throw new AppError("data_directory_locked", `could not lock ${directory}: others keep taking it`, {
    hint: texts.unlockable({ directory }),
  });
}

/**
 * Between finding an owner dead and taking its place nobody else may do the same: a new socket can bear the number of
 * the one that was just removed. Linux keeps names in memory that end with their process; elsewhere, and between
 * containers, SETTLE_MS has to do.
 */
async function oneAtATime<Result>(home: string, work: () => Promise<Result>): Promise<Result> {
  if (process.platform !== "linux") return work();
  const gate = await passGate(`\0anxun-${createHash("sha256").update(home).digest("hex")}`);
  try {
    return await work();
  } finally {
    gate?.close();
  }
}

/** Whoever holds the gate needs milliseconds; after GATE_TRIES we go on as if there were none. */
async function passGate(name: string): Promise<Server | undefined> {
  for (let attempt = 0; attempt < GATE_TRIES; attempt += 1) {
    const gate = await new Promise<Server | undefined>((resolve) => {
      const server = createServer((socket) => socket.destroy()).unref();
      server.on("error", () => resolve(undefined));
      server.listen(name, () => resolve(server));
    });
    if (gate) return gate;
    await pause(GATE_PAUSE_MS);
  }
  return undefined;
}

function prepared(directory: string): string {
  try {
    mkdirSync(directory, { recursive: true });
    return realpathSync(directory);
  } catch (error) {
    throw unusable(directory, error);
  }
}

function unusable(directory: string, cause: unknown): AppError {
  return new AppError("database_unavailable", `cannot write ${directory}: ${messageOf(cause)}`, {
    cause,
    hint: texts.unlockable({ directory }),
  });
}

/** The inode of a socket whose owner is dead, undefined when there is none; a living owner is an error. */
async function deadSocket(path: string, directory: string): Promise<number | undefined> {
  const inode = inodeOf(path);
  if (inode === undefined) return undefined;
  const pid = await ownerOf(path);
  if (pid === undefined) return inode;
  throw new AppError("data_directory_locked", `${directory} is in use by process ${pid}`, { hint: texts.locked({ directory, pid }) });
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

function ownerOf(path: string): Promise<number | undefined> {
  return throughShortPath(
    path,
    (short) =>
      new Promise((resolve, reject) => {
        const socket = connect(short);
        let told = "";
        socket.setEncoding("utf8");
        socket.on("data", (text: string) => {
          told += text;
        });
        // Nobody listens: dead. That we may not ask (EACCES: another user's) does not make an owner dead.
        socket.on("error", (error: NodeJS.ErrnoException) =>
          error.code === "ECONNREFUSED" || error.code === "ENOENT" ? resolve(undefined) : reject(unusable(path, error)),
        );
        socket.on("close", () => resolve(Number(told) || undefined));
      }),
  );
}

/** The lock of another user cannot be removed in a directory that is not ours. */
function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    throw unusable(path, error);
  }
}

/** Undefined when another process bound it first. */
function bind(path: string): Promise<Server | undefined> {
  return throughShortPath(
    path,
    (short) =>
      new Promise((resolve, reject) => {
        const server = createServer((socket) => {
          socket.on("error", () => socket.destroy());
          socket.end(String(process.pid));
        });
        server.on("error", (error: NodeJS.ErrnoException) =>
          error.code === "EADDRINUSE" ? resolve(undefined) : reject(unusable(path, error)),
        );
        server.listen(short, () => {
          server.unref();
          resolve(server);
        });
      }),
  );
}

function held(server: Server, path: string): DirectoryLock {
  return {
    release: () => {
      rmSync(path, { force: true });
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The address of a unix socket holds 104 to 108 bytes, a data directory's path may be longer: so a link stands in for its directory. */
async function throughShortPath<Result>(path: string, work: (short: string) => Promise<Result>): Promise<Result> {
  const link = join(tmpdir(), `anxun-${randomBytes(6).toString("hex")}`);
  symlinkSync(join(path, ".."), link);
  try {
    return await work(join(link, LOCK_NAME));
  } finally {
    unlinkSync(link);
  }
}
