import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { aCaseOnDuty, take } from "./moving-case.ts";

/** A process of its own, to be killed: records a case, takes a step, says "taken" when that is committed, and delivers nothing. */
const [dataDir = "", databaseUrl] = process.argv.slice(2);
const db = await openDatabase({ dataDir, databaseUrl: databaseUrl || undefined, now: systemClock, log: createLog("error") });
const needs = { db, now: systemClock };
const hazard = await aCaseOnDuty(needs, "killed");
const outcome = await take(needs, hazard, [{ do: "accept" }, { do: "judge_level", level: "general", basis: "现场" }]);
process.stdout.write(`${outcome.kind === "moved" ? "taken" : outcome.kind}\n`);
setInterval(() => {}, 1000);
