import { isAppError } from "../errors.ts";
import { ingest } from "../knowledge/ingest.ts";
import { texts } from "../texts/cli.ts";
import { inWorkspace, type Workspace } from "./workspace.ts";

/**
 * Runs `work` on what stands in the knowledge folder now. While `start` holds the embedded database, a throw-away one does as
 * well: it reads the same files.
 */
export async function withKnowledge(knowledgeDir: string | undefined, work: (workspace: Workspace) => Promise<void>): Promise<void> {
  const informed = async (workspace: Workspace) => {
    await ingest(workspace, { directory: workspace.knowledgeDir });
    await work(workspace);
  };
  try {
    await inWorkspace({ knowledgeDir, throwAway: knowledgeDir !== undefined }, informed);
  } catch (error) {
    if (!isAppError(error) || error.code !== "data_directory_locked") throw error;
    process.stderr.write(`${texts.usingThrowAwayDatabase({ reason: error.hint ?? "" })}\n`);
    await inWorkspace({ knowledgeDir, throwAway: true }, informed);
  }
}
