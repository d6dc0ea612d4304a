import { benchAcknowledgement } from "./acknowledgement.ts";
import { benchAnswers } from "./answers.ts";

/** Figures of one run on this machine. Compare rows of one run with each other, not runs of different days. */
for (const table of [await benchAcknowledgement(), await benchAnswers()]) {
  process.stdout.write(`\n${table.title}\n`);
  console.table(table.rows);
}
process.exit(0);
