/** 岗位安全小测. */

/** As in an examination paper. */
const GAP = "（　　）";

export const texts = {
  stem: ({ title, clause, asked }: { title: string; clause: string; asked: string }) => `《${title}》${clause}：${asked}`,
  gap: ({ before, after }: { before: string; after: string }) => `“${before}${GAP}${after}”，括号里应是？`,
  row: ({ task, leads }: { task: string; leads: boolean }) => `“${task}”，表中写明这项任务由谁${leads ? "牵头" : "负责"}？`,

  file: {
    notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
    missing: "缺少，或格式不对",
    notText: "缺少，或不是文字",
    empty: "是空的",
    tooLong: ({ most }: { most: number }) => `太长，最多 ${most} 字`,
    fewOptions: "错误选项至少要 2 个",
    manyOptions: "错误选项最多 3 个",
    doubled: "选项不能重复",
    unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    broken: ({ file, problems }: { file: string; problems: readonly { line: number; problem: string }[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },

  form: {
    title: "发岗位安全小测",
    explain: "题目取自现行方案和人工题库，每题都有原文依据；发出前先给您看题目和答案。",
    topic: "题目来源",
    everything: ({ count }: { count: number }) => `全部（${count} 题可选）`,
    topicChoice: ({ name, count }: { name: string; count: number }) => `${name}（${count} 题可选）`,
    count: "题数",
    countChoice: ({ count }: { count: number }) => `${count} 题`,
    audience: "发给谁",
    days: "几天内完成",
    dayChoice: ({ days }: { days: number }) => `${days} 天`,
    submit: "出题",
    none: "现行文件里没有可以出的题目。",
  },

  audience: {
    here: "本群",
    district: ({ district }: { district: string }) => `${district}所有企业群`,
    industry: ({ district, industry }: { district: string; industry: string }) => `${district}${industry}行业群`,
    role: ({ district, role }: { district: string; role: string }) => `${district}${role}（逐人私信）`,
  },

  title: ({ topic }: { topic: string }) => `岗位安全小测｜${topic}`,
  mixed: "综合",

  preview: {
    title: ({ number }: { number: string }) => `小测预览 ${number}`,
    facts: ({ count, places, due }: { count: number; places: string; due: string }) => `共 **${count}** 题，发给：${places}。截止 ${due}。`,
    nobody: "没有可以发送的群或人。",
    question: ({ place, stem }: { place: number; stem: string }) => `**${place}. ${stem}**`,
    option: ({ letter, option, right }: { letter: string; option: string; right: boolean }) => `${letter}. ${option}${right ? "  ✓" : ""}`,
    places: ({ names, more }: { names: readonly string[]; more: number }) => `${names.join("、")}${more > 0 ? `等，另有 ${more} 处` : ""}`,
    send: "发出",
    sent: ({ number, places }: { number: string; places: number }) => `${number} 已发出，共 ${places} 处。`,
    before: "这份小测已经发出了。",
    gone: "没有找到这份小测，请重新发起。",
  },

  card: {
    intro: ({ count, due }: { count: number; due: string }) =>
      `共 ${count} 题，都是单选，每人一次，${due} 截止。得分和答案依据只告诉您本人，局里能看到得分。`,
    question: ({ place, stem }: { place: number; stem: string }) => `**${place}.** ${stem}`,
    choose: "请选择",
    option: ({ letter, option }: { letter: string; option: string }) => `${letter}. ${option}`,
    submit: "交卷",
    closed: ({ answered }: { answered: number }) => `已截止，共 ${answered} 人交卷。`,
    summary: ({ number }: { number: string }) => `岗位安全小测 ${number}`,
  },

  answer: {
    done: ({ score, of }: { score: number; of: number }) => `已交卷：${of} 题答对 ${score} 题，答案和依据已私信给您。`,
    before: ({ score, of, at }: { score: number; of: number; at: string }) => `您已交过卷（${at}，${of} 题答对 ${score} 题），每人一次。`,
    closed: "这份小测已经截止。",
    incomplete: ({ open }: { open: number }) => `还有 ${open} 题没有作答。`,
    notYours: "这份小测没有发到这里，不能在这里作答。",
    title: ({ score, of }: { score: number; of: number }) => `小测结果：${of} 题答对 ${score} 题`,
    right: ({ place, stem, answer }: { place: number; stem: string; answer: string }) => `**${place}.** ${stem}\n✓ 答对：${answer}`,
    wrong: (facts: { place: number; stem: string; chosen: string; answer: string }) =>
      `**${facts.place}.** ${facts.stem}\n✗ 您选了：${facts.chosen}；正确答案：**${facts.answer}**`,
    source: ({ title, clause }: { title: string; clause: string }) => `——《${title}》${clause}`,
  },

  result: {
    title: ({ title }: { title: string }) => `小测成绩｜${title}`,
    facts: (facts: { number: string; at: string; due: string }) => `${facts.number} · 统计到 ${facts.at} · 截止 ${facts.due}`,
    figures: (facts: { people: number; answered: number; average: number; of: number; full: number }) =>
      `应答 **${facts.people}** 人，已交卷 **${facts.answered}** 人${facts.answered === 0 ? "。" : `，平均答对 **${facts.average.toFixed(1)}/${facts.of}** 题，全对 **${facts.full}** 人。`}`,
    chart: "得分分布",
    axes: { score: "答对题数", count: "人数" },
    scored: ({ name, score, of }: { name: string; score: number; of: number }) => `${name} ${score}/${of}`,
    answered: ({ people, more }: { people: readonly string[]; more: number }) =>
      `**已交卷**：${people.join("，")}${more > 0 ? `，另有 ${more} 人` : ""}`,
    silent: ({ people, more }: { people: readonly string[]; more: number }) =>
      `**未交卷**：${people.join("、")}${more > 0 ? `等，另有 ${more} 人` : ""}`,
    worst: ({ place, stem, wrong }: { place: number; stem: string; wrong: number }) =>
      `**错得最多**：第 ${place} 题（${wrong} 人答错）${stem}`,
    unknown: ({ count }: { count: number }) => `有 ${count} 个群暂时读不到成员名单，未交卷的人不全。`,
    summary: ({ number, answered, people }: { number: string; answered: number; people: number }) =>
      `${number} 已交卷 ${answered}/${people} 人`,
    file: "导出成绩",
    fileName: ({ number, day }: { number: string; day: string }) => `小测成绩-${number}-${day}.xlsx`,
    sending: ({ number }: { number: string }) => `${number} 的成绩表随后发出。`,
    none: "没有您可以查看的小测。可以写上编号，例如“XC-20261121-001 成绩”。",
    sheet: "成绩",
    columns: ["姓名", "状态", "答对", "题数", "交卷时间"],
    states: { answered: "已交卷", silent: "未交卷" },
    question: ({ place }: { place: number }) => `第 ${place} 题`,
    marks: { right: "对", wrong: "错" },
  },
};
