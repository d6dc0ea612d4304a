import type { InboundPress, PressReply } from "../messenger.ts";
import { fitsCard, moveNotice } from "../notices/compose.ts";
import { NoticeForm } from "../notices/form.ts";
import type { SaveNotice } from "../notices/press.ts";
import { type FormProblem, readForm } from "../notices/read-form.ts";
import { listChats } from "../registry/groups.ts";
import { listPeople } from "../registry/people.ts";
import { texts } from "../texts/notice-form.ts";
import { districtsToWriteFor } from "./compose-notice.ts";
import { knownDistricts } from "./districts.ts";
import type { BotNeeds } from "./needs.ts";
import { noticeFor, refusalFor } from "./notice-matter.ts";
import { outcomeOf } from "./notice-outcome.ts";
import { toast } from "./toast.ts";
import type { LookUp } from "./who.ts";

/** 「预览」: what was written into the form, read, and shown as it will be seen. */
export async function saveNotice(press: InboundPress, seen: SaveNotice, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const matter = await noticeFor(needs, { id: seen.noticeId, action: "compose_notice" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const form = NoticeForm.safeParse(press.form);
  if (!form.success) return toast("warning", texts.problems.form);
  const { db, now } = needs;
  const known = { chats: await listChats(db), people: await listPeople(db), districts: await knownDistricts(needs) };
  const reading = readForm(form.data, matter.notice, known, now());
  if ("problem" in reading) return toast("warning", sayProblem(reading.problem));
  const draft = reading.value;
  // Nobody writes for a district that is not theirs, nor for all when they are of one.
  const own = await districtsToWriteFor(needs, matter.standing);
  const isOwn = draft.district === undefined ? own.all : own.districts.includes(draft.district);
  if (!isOwn) return toast("warning", texts.problems.district);
  const elsewhere = refusalFor(matter.standing, draft, "compose_notice");
  if (elsewhere !== undefined) return toast("warning", elsewhere);
  if (!fitsCard({ ...matter.notice, ...draft })) return toast("warning", texts.problems.tooLong);
  const moved = await moveNotice(
    db,
    { id: seen.noticeId, version: seen.version },
    { do: "edit", draft },
    { by: press.presser, now: now() },
  );
  return outcomeOf(needs, matter, moved);
}

function sayProblem(problem: FormProblem): string {
  const words = texts.problems;
  switch (problem.kind) {
    case "several":
      return words.several(problem);
    case "industry":
    case "tag":
    case "group":
    case "person":
      return words[problem.kind](problem);
    default:
      return words[problem.kind];
  }
}
