import { AppError } from "../errors.ts";
import { listHazards } from "../hazards/ledger.ts";
import { CASE_PAPERS } from "../hazards/paper.ts";
import { paperCase } from "../hazards/paper-case.ts";
import { paperFile } from "../hazards/paper-file.ts";
import { paperOf } from "../hazards/paper-of.ts";
import { quarterPaper } from "../hazards/paper-quarter.ts";
import { boundsOf, readQuarter } from "../hazards/quarter.ts";
import { texts as papers } from "../texts/hazard-papers.ts";
import { texts } from "../texts/ledger-command.ts";
import { inWorkspace } from "./workspace.ts";
import { writeWhole } from "./write-whole.ts";

const QUARTER = "quarter";

/** `anxun ledger paper KIND YH-…|2026Q4 F.docx`: a paper of a case, or the quarter's summary. */
export async function writePaper(called: string, of: string, file: string, options: { district?: string }): Promise<void> {
  if (isCalled(QUARTER, called)) return writeQuarter(of, file, options.district);
  const kind = CASE_PAPERS.find((one) => isCalled(one, called));
  const kinds = Object.entries(papers.kinds).map(([name, label]) => `${name} ${label}`);
  if (!kind) throw new AppError("bad_input", "no such paper", { hint: texts.unknownPaper({ called, kinds }) });
  await inWorkspace({ throwAway: false }, async ({ db }) => {
    const found = await paperCase(db, of);
    if (!found) throw new AppError("bad_input", "no such case", { hint: texts.unknownCase({ id: of }) });
    const result = paperOf(kind, found);
    if ("problem" in result) throw new AppError("bad_input", "not a paper of this case", { hint: result.problem });
    await writeWhole(file, await paperFile(result.paper));
    process.stdout.write(`${texts.paperWritten({ title: result.paper.title, file })}\n`);
  });
}

async function writeQuarter(written: string, file: string, district: string | undefined): Promise<void> {
  const quarter = readQuarter(written);
  if (!quarter) throw new AppError("bad_input", "not a quarter", { hint: texts.badQuarter({ written }) });
  await inWorkspace({ throwAway: false }, async ({ db, now }) => {
    const hazards = await listHazards(db, { level: "major", district, until: boundsOf(quarter).until });
    const paper = quarterPaper(hazards, { quarter, place: district, now: now() });
    await writeWhole(file, await paperFile(paper));
    process.stdout.write(`${texts.paperWritten({ title: paper.title, file })}\n`);
  });
}

/** In English or in Chinese. */
function isCalled(kind: keyof typeof papers.kinds, called: string): boolean {
  return called === kind || called === papers.kinds[kind];
}
