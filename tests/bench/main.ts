import { benchAcknowledgement } from "./acknowledgement.ts";
import { benchAnswers } from "./answers.ts";
import { benchBroadcast } from "./broadcast.ts";

/** Figures of one run on this machine. Compare rows of one run with each other, not runs of different days. */
const parts = { acknowledgement: benchAcknowledgement, answers: benchAnswers, broadcast: benchBroadcast };
const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(parts)) {
  // `npm run bench -- broadcast`: that part alone.
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const table = await bench();
  process.stdout.write(`\n${table.title}\n`);
  console.table(table.rows);
}
process.exit(0);
