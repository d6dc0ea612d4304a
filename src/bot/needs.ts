import type { Clock } from "../clock.ts";
import type { ReminderRules } from "../duties/reminder-rules.ts";
import type { FileTransfer } from "../file-transfer.ts";
import type { Deadlines } from "../hazards/case-view.ts";
import type { ExportMapping } from "../hazards/export-mappings.ts";
import type { HazardList } from "../hazards/lists.ts";
import type { PhotoStore } from "../hazards/photo-store.ts";
import type { PictureEye } from "../hazards/picture-eye.ts";
import type { PageAddress } from "../knowledge/document-link.ts";
import type { Log } from "../log.ts";
import type { Measures } from "../measures.ts";
import type { Directory, MessageReader, Messenger, Pictures, StreamingCards } from "../messenger.ts";
import type { OwnQuestions } from "../notices/quiz-file.ts";
import type { NoticeTemplate } from "../notices/templates.ts";
import type { answerQuestion } from "../policy/answer.ts";
import type { DutyChats } from "../policy/duty-chat.ts";
import type { ReportConfig } from "../report-settings.ts";
import type { Database } from "../storage/db.ts";

type Models = Parameters<typeof answerQuestion>[0]["models"];

/** The tools of every action. */
export type BotNeeds = {
  db: Database;
  models: Models;
  messenger: Messenger & MessageReader & Directory & FileTransfer & Pictures & Pick<StreamingCards, "openCard" | "write">;
  now: Clock;
  log: Log;
  /** Undefined: nobody measures. */
  measures?: Measures | undefined;
  /** Undefined: cards carry no links. */
  pages: PageAddress | undefined;
  dutyChats: DutyChats;
  photos: PhotoStore;
  eye: PictureEye;
  reports: ReportConfig;
  deadlines: Deadlines;
  reminderRules: ReminderRules;
  /** The four lists as the office wants them, read anew each time. @throws AppError bad_configuration */
  lists: () => Promise<readonly HazardList[]>;
  /** The columns of other platforms, read anew each time. @throws AppError bad_configuration */
  exportMappings: () => Promise<readonly ExportMapping[]>;
  /** Questions for quizzes that people wrote, read anew each time. @throws AppError bad_configuration */
  quizQuestions: () => Promise<readonly OwnQuestions[]>;
  /** What notices often say, read anew each time. @throws AppError bad_configuration */
  noticeTemplates: () => Promise<readonly NoticeTemplate[]>;
  /** Something was put into the outbox. */
  onEnqueued: () => void;
  /** A question was put into the inbox (a press that asks again). */
  onReceived: () => void;
};
