import type { Db } from "../storage/db.ts";
import { peopleWithIds } from "./people.ts";
import { holdAdministrators, holdersOf } from "./roles.ts";

/** The house must not be left without anybody who may grant everything, unless that person leaves. */

/** Whether anybody who is with us, and has an account, is administrator of everything. Those of one district cannot make others. */
export async function hasAdministrator(db: Db): Promise<boolean> {
  const everywhere = (await holdersOf(db, { roles: ["administrator"] })).filter(({ district }) => district === undefined);
  const people = await peopleWithIds(
    db,
    everywhere.map(({ personId }) => personId),
  );
  return people.some(({ status, openId }) => status === "active" && openId !== undefined);
}

/** Thrown inside a transaction, so that all of it is undone. */
export class LastAdministrator extends Error {}

/**
 * Does what takes roles away, on somebody's word. Two who do so at once wait for each other.
 * @throws LastAdministrator when nobody would be administrator of everything any more
 */
export async function keepingAnAdministrator<Result>(tx: Db, takeAway: () => Promise<Result>): Promise<Result> {
  await holdAdministrators(tx);
  const had = await hasAdministrator(tx);
  const result = await takeAway();
  if (had && !(await hasAdministrator(tx))) throw new LastAdministrator("nobody would be administrator of everything");
  return result;
}
