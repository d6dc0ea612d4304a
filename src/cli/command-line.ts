import { Command } from "commander";
import { texts } from "../texts/cli.ts";
import { texts as duties } from "../texts/duties.ts";
import { texts as evaluation } from "../texts/evaluate.ts";
import { texts as mappings } from "../texts/export-mappings.ts";
import { texts as hazards } from "../texts/hazards.ts";
import { texts as ledger } from "../texts/ledger-command.ts";
import { texts as notices } from "../texts/notice-command.ts";
import { texts as registry } from "../texts/registry.ts";
import { texts as workbooks } from "../texts/workbook-report.ts";

/** THE table of commands. Each loads its own file when it is called: `ask` must not wait for what only `start` needs. */
export function createCommandLine(): Command {
  const { help } = texts;
  const program = new Command("anxun").description(help.program).exitOverride().showHelpAfterError();

  program
    .command("start")
    .description(help.start)
    .action(async () => (await import("./start.ts")).start());

  program
    .command("ingest")
    .description(help.ingest)
    .argument("[paths...]", help.ingestPaths)
    .option("--knowledge <dir>", help.knowledge)
    .action(async (paths, options) => (await import("./ingest.ts")).ingestDocuments(paths, options));

  program
    .command("ask")
    .description(help.ask)
    .argument("[question]", help.askQuestion)
    .option("--json", help.json)
    .option("--district <name>", help.district)
    .option("--as-of <day>", help.asOf)
    .option("--file <questions>", help.askFile)
    .option("--out <answers>", help.askOut)
    .option("--knowledge <dir>", help.knowledge)
    .action(async (question, options) => (await import("./ask.ts")).ask(question, options));

  program
    .command("tasks")
    .description(help.tasks)
    .option("--document <id>", help.tasksDocument)
    .option("--json", help.json)
    .option("--knowledge <dir>", help.knowledge)
    .action(async (options) => (await import("./tasks.ts")).printTasks(options));

  program
    .command("duties")
    .description(duties.help.duties)
    .option("--from <day>", duties.help.from)
    .option("--to <day>", duties.help.to)
    .option("--json", help.json)
    .option("--ics <file>", duties.help.ics)
    .option("--knowledge <dir>", help.knowledge)
    .action(async (options) => (await import("./duties.ts")).printDuties(options));

  program
    .command("triage")
    .description(hazards.command.triage)
    .option("--file <messages>", hazards.command.file)
    .option("--out <results>", hazards.command.out)
    .action(async (options) => (await import("./triage.ts")).triageFile(options));

  const notice = program.command("notice").description(notices.help.notice);
  notice
    .command("list")
    .description(notices.help.list)
    .option("--json", help.json)
    .action(async (options) => (await import("./notice.ts")).listAllNotices(options));
  notice
    .command("show")
    .description(notices.help.show)
    .argument("<number>", notices.help.number)
    .option("--json", help.json)
    .action(async (number, options) => (await import("./notice.ts")).showNotice(number, options));
  notice
    .command("log")
    .description(notices.help.log)
    .argument("<number>", notices.help.number)
    .option("--json", help.json)
    .action(async (number, options) => (await import("./notice.ts")).printLog(number, options));
  notice
    .command("export")
    .description(notices.help.export)
    .argument("<file>", notices.help.file)
    .option("--number <number>", notices.help.only)
    .action(async (file, options) => (await import("./notice.ts")).exportLogs(file, options));

  program
    .command("gaps")
    .description(help.gaps)
    .option("--since <day>", help.gapsSince)
    .option("--json", help.json)
    .action(async (options) => (await import("./gaps.ts")).printGaps(options));

  program
    .command("evaluate")
    .description(evaluation.help.evaluate)
    .option("--corpus <passages>", evaluation.help.corpus)
    .option("--queries <questions>", evaluation.help.queries)
    .option("--json", help.json)
    .option("--knowledge <dir>", help.knowledge)
    .action(async (options) => (await import("./evaluate.ts")).evaluate(options));

  program
    .command("rights")
    .description(registry.help.rights)
    .action(async () => (await import("./rights.ts")).printRights());

  program
    .command("audit")
    .description(registry.help.audit)
    .command("export")
    .argument("<file>", registry.help.auditFile)
    .action(async (file) => (await import("./audit.ts")).exportAudit(file));

  addRegistryCommands(program);
  addLedgerCommands(program);

  program
    .command("migrate")
    .description(help.migrate)
    .action(async () => (await import("./migrate.ts")).migrateDatabase());

  program
    .command("doctor")
    .description(help.doctor)
    .option("--knowledge <dir>", help.knowledge)
    .action(async (options) => (await import("./doctor.ts")).doctor(options));

  return program;
}

function addRegistryCommands(program: Command): void {
  const { help } = workbooks.cli;
  const commands = program.command("registry").description(help.registry);

  commands
    .command("template")
    .description(help.template)
    .argument("<list>", help.list)
    .argument("<file>", help.file)
    .action(async (list, file) => (await import("./registry.ts")).writeTemplate(list, file));

  commands
    .command("export")
    .description(help.export)
    .argument("<list>", help.list)
    .argument("<file>", help.file)
    .action(async (list, file) => (await import("./registry.ts")).writeExport(list, file));

  commands
    .command("import")
    .description(help.import)
    .argument("<list>", help.list)
    .argument("<file>", help.file)
    .option("--apply", help.apply)
    .option("--good-rows", help.goodRows)
    .option("--report <file>", help.report)
    .action(async (list, file, options) => (await import("./registry.ts")).importRegistry(list, file, options));
}

function addLedgerCommands(program: Command): void {
  const { help } = ledger;
  const commands = program.command("ledger").description(help.ledger);

  commands
    .command("paper")
    .description(help.paper)
    .argument("<kind>", help.paperKind)
    .argument("<of>", help.paperOf)
    .argument("<file>", help.paperFile)
    .option("--district <name>", help.district)
    .action(async (kind, of, file, options) => (await import("./ledger-paper.ts")).writePaper(kind, of, file, options));

  commands
    .command("export")
    .description(help.export)
    .argument("<file>", help.file)
    .option("--lists", help.lists)
    .option("--mapping <name>", mappings.help)
    .option("--from <day>", help.from)
    .option("--to <day>", help.to)
    .option("--district <name>", help.district)
    .action(async (file, options) => (await import("./ledger.ts")).exportLedger(file, options));

  commands
    .command("import")
    .description(help.import)
    .argument("<file>", help.file)
    .option("--apply", help.apply)
    .action(async (file, options) => (await import("./ledger.ts")).importLedger(file, options));
}
