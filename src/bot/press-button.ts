import type { z } from "zod";
import {
  BeginDelivery,
  DecideDelivery,
  ExportCollection,
  LookAtDelivery,
  OpenCollection,
  RemindMissing,
  SendEvidenceFiles,
  ShowCollection,
  SubmitDelivery,
} from "../duties/delivery-press.ts";
import { EditDuty, ListDuties, NextDraft, SaveDuty, SendCalendar, ShowCalendar, ShowDuty, StepDuty } from "../duties/duty-press.ts";
import { AnswerFixed, AskClauses, OpenForm, ShowCase, TakeStep } from "../hazards/case-press.ts";
import { DraftClusterNotice } from "../hazards/cluster-press.ts";
import { MakePaper, OpenPapers } from "../hazards/paper-press.ts";
import { ConfirmDraft, DropDraft, JoinCase, RecordAnyway, ReportDanger, TakeAlarm } from "../hazards/report-press.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { AcknowledgePress, NagPress, ReceiptsPress } from "../notices/acknowledgement-press.ts";
import { DraftInWords, NoticeFromAnswer, RejectNotice, SaveNotice, TakeNoticeStep } from "../notices/press.ts";
import { AnswerQuiz, DraftQuiz, QuizFile, SendQuiz } from "../notices/quiz-press.ts";
import { AskAgain, BeginReport, CastVote, ExplainVote, HandOver, ReplyToHandOver } from "../policy/answer-press.ts";
import { OpenEntry, RemoveEntry, SaveEntry } from "../registry/entry-press.ts";
import { ConfirmImport } from "../registry/import-press.ts";
import {
  BindEnterprise,
  DecideBinding,
  EditChatSetup,
  GrantPress,
  InvitePress,
  RevokePress,
  SaveChatSetup,
  ShowEnterprise,
} from "../registry/press.ts";
import { texts } from "../texts/bot.ts";
import { acknowledgeByPress } from "./acknowledge.ts";
import { answerFixed } from "./answer-fixed.ts";
import { answerQuizByForm } from "./answer-quiz.ts";
import { askAgain } from "./ask-again.ts";
import { askCaseClauses } from "./ask-case-clauses.ts";
import { beginByButton } from "./begin-report.ts";
import { bindByForm } from "./bind-enterprise.ts";
import { confirmImport } from "./confirm-import.ts";
import type { AnxunContext } from "./context.ts";
import { decideOnBinding } from "./decide-binding.ts";
import { decideDelivery } from "./decide-delivery.ts";
import { rejectNotice } from "./decide-notice.ts";
import { beginDelivery } from "./deliver-duty.ts";
import { draftClusterNotice } from "./draft-cluster-notice.ts";
import { askForDraft } from "./draft-in-words.ts";
import { sendCalendarByPress, showCalendarByPress } from "./duty-calendar.ts";
import { openEntry, saveEntry, takeEntryAway } from "./enter-for-enterprise.ts";
import { grantByForm, revokeByPress } from "./grant-role.ts";
import { handOver } from "./hand-over.ts";
import { draftQuizByForm, sendQuizByPress } from "./hold-quiz.ts";
import { inviteByPress } from "./invite.ts";
import { nagByPress } from "./nag-missing.ts";
import type { BotNeeds } from "./needs.ts";
import { noticeFromAnswer } from "./notice-from-answer.ts";
import { openCaseForm } from "./open-case-form.ts";
import { confirmDraft, dropDraft, joinByButton, recordAnyway } from "./press-draft.ts";
import { editDuty, listDutiesByPress, saveDuty, showDuty, showNextDraft, stepDuty } from "./press-duty.ts";
import { takeNoticeStep } from "./press-notice.ts";
import { remindMissingByPress } from "./remind-missing.ts";
import { replyByForm } from "./reply-to-hand-over.ts";
import { reportDanger } from "./report-danger.ts";
import { saveNotice } from "./save-notice.ts";
import { makePaperByPress, openPapers } from "./send-paper.ts";
import { editChatSetup, saveChatSetup } from "./set-up-chat.ts";
import { showCaseByPress } from "./show-case.ts";
import { exportCollection, openCollection, showCollectionByPress } from "./show-collection.ts";
import { lookAtDelivery, sendEvidenceFiles } from "./show-delivery.ts";
import { showEnterprise } from "./show-enterprise.ts";
import { sendQuizResults } from "./show-quiz.ts";
import { sendReceipts } from "./show-receipts.ts";
import { submitDelivery } from "./submit-delivery.ts";
import { takeAlarm } from "./take-alarm.ts";
import { takeCaseStep } from "./take-case-step.ts";
import { toast } from "./toast.ts";
import { explainDownVote, voteOnAnswer } from "./vote-on-answer.ts";
import type { LookUp } from "./who.ts";

/** @returns undefined when the button means nothing any more */
type Act<Value> = (press: InboundPress, value: Value, needs: BotNeeds, lookUp: LookUp) => Promise<PressReply | undefined>;
type PressRoute = (press: InboundPress, needs: BotNeeds, lookUp: LookUp) => Promise<PressReply | undefined>;

/** THE table of what buttons may carry: a value fits one line, or none. */
const PRESSES: readonly PressRoute[] = [
  on(AskAgain, askAgain),
  on(CastVote, voteOnAnswer),
  on(ExplainVote, explainDownVote),
  on(HandOver, handOver),
  on(ReplyToHandOver, replyByForm),
  on(BeginReport, beginByButton),
  on(ConfirmDraft, confirmDraft),
  on(DropDraft, dropDraft),
  on(ReportDanger, reportDanger),
  on(JoinCase, joinByButton),
  on(RecordAnyway, recordAnyway),
  on(TakeAlarm, takeAlarm),
  on(TakeStep, takeCaseStep),
  on(OpenForm, openCaseForm),
  on(ShowCase, showCaseByPress),
  on(AskClauses, askCaseClauses),
  on(OpenPapers, openPapers),
  on(MakePaper, makePaperByPress),
  on(DraftClusterNotice, draftClusterNotice),
  on(AnswerFixed, answerFixed),
  on(NoticeFromAnswer, noticeFromAnswer),
  on(SaveNotice, saveNotice),
  on(DraftInWords, askForDraft),
  on(TakeNoticeStep, takeNoticeStep),
  on(RejectNotice, rejectNotice),
  on(BeginDelivery, beginDelivery),
  on(SubmitDelivery, submitDelivery),
  on(DecideDelivery, decideDelivery),
  on(LookAtDelivery, lookAtDelivery),
  on(SendEvidenceFiles, sendEvidenceFiles),
  on(OpenCollection, openCollection),
  on(ShowCollection, showCollectionByPress),
  on(ExportCollection, exportCollection),
  on(RemindMissing, remindMissingByPress),
  on(AcknowledgePress, acknowledgeByPress),
  on(NagPress, nagByPress),
  on(ReceiptsPress, sendReceipts),
  on(DraftQuiz, draftQuizByForm),
  on(SendQuiz, sendQuizByPress),
  on(AnswerQuiz, answerQuizByForm),
  on(QuizFile, sendQuizResults),
  on(ConfirmImport, confirmImport),
  on(StepDuty, stepDuty),
  on(EditDuty, editDuty),
  on(SaveDuty, saveDuty),
  on(ShowDuty, showDuty),
  on(NextDraft, showNextDraft),
  on(ListDuties, listDutiesByPress),
  on(ShowCalendar, showCalendarByPress),
  on(SendCalendar, sendCalendarByPress),
  on(SaveChatSetup, saveChatSetup),
  on(EditChatSetup, editChatSetup),
  on(BindEnterprise, bindByForm),
  on(DecideBinding, decideOnBinding),
  on(ShowEnterprise, showEnterprise),
  on(OpenEntry, openEntry),
  on(SaveEntry, saveEntry),
  on(RemoveEntry, takeEntryAway),
  on(InvitePress, inviteByPress),
  on(GrantPress, grantByForm),
  on(RevokePress, revokeByPress),
];

/** What a button carries comes back from outside: what is not as we wrote it changes nothing. */
export async function pressButton(context: AnxunContext): Promise<void> {
  const { press, needs } = context;
  for (const route of PRESSES) {
    const reply = await route(press, needs, () => context.standing());
    if (reply) return context.respond(reply);
  }
  context.respond(toast("warning", texts.press.unknown));
}

function on<Schema extends z.ZodType>(schema: Schema, act: Act<z.infer<Schema>>): PressRoute {
  return async (press, needs, lookUp) => {
    const value = schema.safeParse(press.value);
    return value.success ? act(press, value.data, needs, lookUp) : undefined;
  };
}
