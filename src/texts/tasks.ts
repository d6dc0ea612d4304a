const FIELD = {
  section: "任务大类",
  item: "任务小项",
  task: "任务",
  responsible: "责任单位",
  deadline: "完成时限",
};
type Field = keyof typeof FIELD;

const CONFIDENCE = { high: "高", medium: "中", low: "低" };
type Confidence = keyof typeof CONFIDENCE;

type Text = { text: string };
type Row = { row: number };
type OfField = { field: Field };
type Spelling = { printed: string; known: string };

/** What was done to a row of a task table, or noticed about it. Without a full stop. */
const REMARKS = {
  shifted: () => "本行各格与上一行（或表头）不在同一列，已按内容归位",
  gap_column: () => "各格之间多出空列，已忽略",
  stage_completed: () => "时限中有一处漏印“前”字，已用括号补出",
  doubled_cell: ({ text }: Text) => `“${text}”重复印了一格，只取一次`,
  heading_in_cell: ({ text }: Text) => `标题“${text}”与任务印在同一格，已拆出`,
  foreign_label: ({ text }: Text) => `本行印的标题“${text}”属于下面的行`,
  left_over: ({ text }: Text) => `单元格“${text}”归属存疑，请核对原件`,
  joined_line: ({ field }: OfField) => `${FIELD[field]}被分行或分页切断，已接回`,
  cell_split: ({ field }: OfField) => `${FIELD[field]}与前一格印在一起，已拆开`,
  missing: ({ field }: OfField) => `${FIELD[field]}没有印出，请核对原件`,
  carried_down: ({ field, row }: OfField & Row) => `${FIELD[field]}为合并单元格，沿用第${row}行`,
  heading_joined: ({ text, row }: Text & Row) => `标题被切断，后半印在第${row}行，拼接为“${text}”`,
  heading_piece: ({ text, row }: Text & Row) => `“${text}”是第${row}行标题的后半，已拼回`,
  label_elsewhere: ({ text, row }: Text & Row) => `标题“${text}”印在第${row}行，管到本行`,
  head_returned: ({ text, row }: Text & Row) => `行首“${text}”是第${row}行的后半句，已归还`,
  head_received: ({ text, row }: Text & Row) => `后半句“${text}”印在第${row}行，已接回`,
  task_received: ({ row }: Row) => `任务原印在第${row}行，按句界归入本行`,
  task_given: ({ row }: Row) => `本行所印的文字有一部分或全部属于第${row}行，已归还`,
  heading_by_body: ({ printed, known }: Spelling) => `表中标题“${printed}”与正文不同，按正文作“${known}”`,
  wording: ({ printed, known }: Spelling) => `“${printed}”疑为“${known}”之误，按正文订正`,
  unit_spelling: ({ printed, known }: Spelling) => `“${printed}”统一为已知名称“${known}”`,
  unit_doubtful: ({ printed, known }: Spelling) => `“${printed}”与“${known}”只差一字，是否同一单位请核对`,
  chapter_by_body: ({ text }: Text) => `表中编号重新起头，缺上位标题，按正文属“${text}”`,
  unfinished: () => "任务末尾没有句号，后文可能缺失，请核对原件",
  heading_as_task: () => "本行只印有标题，按标题收录为任务，请核对原件",
  row_number_read: () => "行号与文字印在同一格，已拆开",
  errata: ({ field, reason, reviewedBy, reviewedOn }: OfField & { reason: string; reviewedBy: string; reviewedOn: string }) =>
    `${FIELD[field]}按勘误（${reviewedBy}，${reviewedOn}核对）：${reason}`,
};

/** What the reading of task tables says: what it did, how sure it is, and what a person should check. */
export const texts = {
  remarks: REMARKS,
  sentence: ({ text, confidence }: { text: string; confidence: Confidence }) =>
    `${text.replace(/[。.]$/, "")}${confidence === "high" ? "" : `（把握：${CONFIDENCE[confidence]}）`}。`,

  inRow: ({ row, text }: { row: number; text: string }) => `任务表第${row}行：${text}`,
  blank: ({ row }: { row: number }) => `任务表第${row}行是空行，没有补造任务。`,
  headingOnly: ({ row, text }: { row: number; text: string }) => `任务表第${row}行只印有标题“${text}”，没有任务。`,
  vacant: ({ row, responsible, deadline }: { row: number; responsible: string; deadline: string }) =>
    `任务表第${row}行只印有“${[responsible, deadline].filter(Boolean).join("”和“")}”，没有任务，也不能确定哪句话属于它，请核对原件。`,
  notUnderstood: ({ row }: { row: number }) => `任务表第${row}行看不懂，没有收录，请核对原件。`,

  errata: {
    unmatched: ({ file, row, field }: { file: string; row: number; field: Field }) =>
      `勘误文件“${file}”中第${row}行的${FIELD[field]}对不上任何任务，没有采用，请核对行号。`,
    idle: ({ file }: { file: string }) => `勘误文件“${file}”旁边没有同名的方案文件，没有采用，请检查文件名。`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `勘误文件“${file}”有误，没有导入任何文件。${problems.map(({ line, problem }) => `第 ${line} 行：${problem}`).join("；")}。`,
    notYaml: "不是有效的 YAML，请检查缩进、冒号后的空格和引号",
    problem: ({ field, what }: { field: string; what: string }) => `${field} ${what}`,
    missing: "没有填写，或类型不对",
    unknownField: ({ fields }: { fields: readonly string[] }) => `不认识的字段 ${fields.join("、")}`,
    badField: "应为 section、item、task、responsible、deadline 之一",
    badDay: "应写成 2026-11-21 这样的日期",
    badRow: "应为行号",
    empty: "不能为空",
    repeated: "与前面的勘误重复",
  },

  list: {
    title: ({ title, count }: { title: string; count: number }) => `《${title}》任务分工表：${count} 项任务`,
    task: ({ row, task }: { row: number; task: string }) => `第${row}行  ${task}`,
    section: ({ section }: { section: string }) => `【${section}】`,
    item: ({ item }: { item: string }) => `  ${item}`,
    facts: ({ responsible, deadline }: { responsible: string | undefined; deadline: string | undefined }) =>
      `      责任单位：${responsible ?? "（原表未印出）"}\n      完成时限：${deadline ?? "（原表未印出）"}`,
    note: ({ note }: { note: string }) => `      修复说明：${note}`,
    none: "没有找到任务分工表。",
    unknownDocument: ({ id, known }: { id: string; known: readonly string[] }) =>
      `没有编号为“${id}”的文件。现有：${known.join("、") || "（无）"}。`,
  },
};
