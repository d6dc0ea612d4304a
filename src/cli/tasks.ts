import { AppError } from "../errors.ts";
import { listDocuments } from "../knowledge/passages.ts";
import { type StoredTask, tasksOf } from "../knowledge/task-store.ts";
import { texts } from "../texts/tasks.ts";
import { withKnowledge } from "./knowledge.ts";

/** `anxun tasks`: the task tables as understood, as JSON or to be read. */
export async function printTasks(options: { document?: string; json?: boolean; knowledge?: string }): Promise<void> {
  await withKnowledge(options.knowledge, async ({ db }) => {
    const documents = await listDocuments(db);
    const { document: id } = options;
    if (id !== undefined && !documents.some((document) => document.id === id)) {
      const hint = texts.list.unknownDocument({ id, known: documents.map((document) => document.id) });
      throw new AppError("bad_input", "no such document", { hint });
    }
    const tasks = await tasksOf(db, id);
    const titles = new Map(documents.map((document) => [document.id, document.title]));
    process.stdout.write(`${options.json ? JSON.stringify(tasks.map(outputOf), undefined, 2) : listOf(tasks, titles)}\n`);
  });
}

function outputOf({ documentId, row, section, item, task, responsible, deadline, repaired, note }: StoredTask) {
  return {
    document: documentId,
    row,
    section: section ?? null,
    item: item ?? null,
    task,
    responsible: responsible ?? null,
    deadline: deadline ?? null,
    repaired,
    note,
  };
}

function listOf(tasks: readonly StoredTask[], titles: ReadonlyMap<string, string>): string {
  const { list } = texts;
  if (tasks.length === 0) return list.none;
  const lines: string[] = [];
  let above: StoredTask | undefined;
  for (const task of tasks) {
    const isNewDocument = task.documentId !== above?.documentId;
    const isNewSection = isNewDocument || task.section !== above?.section;
    if (isNewDocument) {
      const count = tasks.filter(({ documentId }) => documentId === task.documentId).length;
      lines.push(list.title({ title: titles.get(task.documentId) ?? task.documentId, count }));
    }
    if (isNewSection && task.section) lines.push(list.section({ section: task.section }));
    if ((isNewSection || task.item !== above?.item) && task.item) lines.push(list.item({ item: task.item }));
    lines.push(list.task(task), list.facts(task));
    if (task.note) lines.push(list.note(task));
    above = task;
  }
  return lines.join("\n");
}
