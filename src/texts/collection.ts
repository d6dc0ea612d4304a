/** What is asked of those who owe a duty, and how it stands. */

type Named = { duty: string; due: string };

const SHORT_MAX = 40;

function short(duty: string): string {
  return [...duty].length > SHORT_MAX ? `${[...duty].slice(0, SHORT_MAX).join("")}……` : duty;
}

export const texts = {
  short,
  occurrence: ({ duty, due }: Named) => `${short(duty)}（${due} 到期）`,
  source: ({ title, clause, quote }: { title: string; clause: string; quote: string }) => `依据：《${title}》${clause}：“${quote}”`,

  deliver: "提交完成情况",
  deliverSent: "填写表已私聊发给您。",
  form: {
    title: "提交完成情况",
    summary: ({ duty }: { duty: string }) => `请填写：${short(duty)}`,
    asked: "填好后提交。照片和签到表等附件：提交后引用回执发来即可，可以分几次发。",
    bearer: "为哪一家提交",
    doneOn: { label: "完成日期", placeholder: "例如 2026-11-20，或“昨天”" },
    participants: { label: "带队人和参加人员", placeholder: "例如 王总带队，张三、李四参加" },
    note: { label: "情况说明", placeholder: "查了哪里、发现什么、怎么处理" },
    industries: { label: "计划覆盖的行业", placeholder: "用顿号分开，例如 餐饮燃气、商场超市" },
    trainees: { label: "参加培训的人员", placeholder: "用顿号分开姓名" },
    submit: "提交",
  },
  problems: {
    not_a_day: "完成日期没有看懂，请写成 2026-11-20 这样。",
    future_day: "完成日期还没有到，请填实际完成的那天。",
    no_evidence: "请写一句情况说明，或发照片、附件。",
    accepted_already: "这一期已经被认可，不能再改。需要更正时请联系股室退回。",
    no_trainees: "请填写参加培训人员的姓名。",
    no_industries: "请填写计划覆盖的行业。",
  },
  unknownIndustries: ({ names, known }: { names: readonly string[]; known: readonly string[] }) =>
    `不认识这些行业：${names.join("、")}。可以写：${known.join("、")}。`,
  foreignEvidence: "照片或附件不是您发的，没有提交。请重新发送。",
  notOwed: "这项任务不需要您提交。如果您代表的企业或单位要交，请先绑定企业，或请管理员登记您的单位。",
  noneOpen: "没有等您提交的任务。",
  whichOne: "您说的是哪一项？请点一下，刚才发的照片和说明会一起带上。",
  toldAlone: "已收到，回执私聊发给您。",
  ended: "这项任务已经停用或改期，没有提交。请以最新的提醒为准。",

  receipt: {
    title: ({ bearer, state }: { bearer: string; state: string }) => `${bearer}：${state}`,
    summary: ({ bearer, duty }: { bearer: string; duty: string }) => `${bearer}提交：${short(duty)}`,
    states: { delivered: "已提交", accepted: "已认可", returned: "已退回，请补充" },
    labels: {
      duty: "任务",
      doneOn: "完成日期",
      participants: "参加人员",
      note: "说明",
      industries: "覆盖行业",
      trainees: "参训人员",
      files: "附件",
      photos: "照片",
      deliveredAt: "提交",
      reason: "退回原因",
    },
    by: ({ name, at }: { name: string; at: string }) => `${name}，${at}`,
    photos: ({ count }: { count: number }) => `${count} 张`,
    trainees: ({ names }: { names: readonly string[] }) => `${names.length} 人：${names.join("、")}`,
    lateBy: ({ due }: { due: string }) => `（晚于到期日 ${due}）`,
    more: "补发照片、附件：引用本条发来即可。",
    added: ({ photos, files }: { photos: number; files: number }) =>
      `已加上${[photos > 0 && `照片 ${photos} 张`, files > 0 && `附件 ${files} 个`].filter(Boolean).join("、")}。`,
    notKept: ({ count }: { count: number }) => `有 ${count} 个照片或附件没有取到，或超过 10 MB，请重发。`,
    accept: "认可",
    giveBack: "退回补充",
    reason: "退回原因",
    sendFiles: "发附件",
  },
  decided: {
    accepted: ({ duty }: { duty: string }) => `您提交的“${short(duty)}”已被认可。`,
    returned: ({ duty, reason }: { duty: string; reason: string }) => `您提交的“${short(duty)}”被退回，请补充后重新提交。原因：${reason}`,
    stale: "别人已经处理过，或提交人又改了内容，请看最新的卡片。",
    done: "已处理。",
    reasonNeeded: "请写退回的原因。",
  },

  card: {
    title: ({ duty }: { duty: string }) => `完成情况：${short(duty)}`,
    summary: ({ delivered, owed }: { delivered: number; owed: number }) => `已交 ${delivered}/${owed}`,
    head: ({ due, owed, delivered, late, returned }: { due: string; owed: number; delivered: number; late: number; returned: number }) =>
      [
        `${due} 到期。应交 **${owed}**，已交 **${delivered}**，未交 **${owed - delivered}**`,
        late > 0 && `晚于到期日 ${late}`,
        returned > 0 && `退回 ${returned}`,
      ]
        .filter(Boolean)
        .join("，"),
    nobodyOwes: "登记簿里没有应交这项的企业或单位，请先登记。",
    charts: { town: "按属地", industry: "按行业" },
    axes: { name: "项目", count: "数量", state: "状态", delivered: "已交", missing: "未交" },
    unknown: "（未登记）",
    missing: ({ names, more }: { names: readonly string[]; more: number }) =>
      `**未交**：${names.join("、")}${more > 0 ? `等，另有 ${more} 家，请导出查看` : ""}`,
    allDelivered: "**全部已交。**",
    uncovered: ({ bearer, industries }: { bearer: string; industries: readonly string[] }) =>
      `${bearer}的计划没有覆盖：${industries.join("、")}`,
    lawNote: "应交名单取自登记簿：在营企业，或各乡镇（街道）企业办、局股室。文件写“重点企业”的，名单由局里定，此处按全部在营企业统计。",
    previous: "上一期",
    next: "下一期",
    remind: "催交",
    exported: "导出",
    look: "查看",
    lookAt: "查看哪一家交的",
  },
  list: {
    title: "任务完成情况",
    summary: ({ count }: { count: number }) => `${count} 项任务`,
    line: ({ duty, due, delivered, owed }: Named & { delivered: number; owed: number }) =>
      `**${delivered}/${owed}** ${short(duty)}（${due}）`,
    none: "还没有需要收集完成情况的任务。先确认任务，并选择要收集完成情况。",
    open: "打开哪一项",
  },
  reminded: ({ chats, people }: { chats: number; people: number }) => `已催 ${people} 人，在 ${chats} 个群里提醒。`,
  remindedAlready: "今天已经催过，明天再催。",
  nobodyToRemind: "没有未交的，不用催。",
  unreachable: ({ names }: { names: readonly string[] }) => `这些单位没有绑定的人，也没有自己的群，请电话联系：${names.join("、")}。`,
  reminder: {
    title: "请提交完成情况",
    summary: ({ duty }: { duty: string }) => `请提交：${short(duty)}`,
    text: ({ duty, due, names, isOverdue }: Named & { names: readonly string[]; isOverdue: boolean }) =>
      `${names.join("、")}：${short(duty)}，${due} 到期，${isOverdue ? "**已经逾期**，" : ""}还没有收到完成情况。`,
  },
  commendation: {
    title: "通报表扬建议",
    summary: ({ count }: { count: number }) => `按数据推荐 ${count} 家`,
    head: ({ from, to, occasions }: { from: string; to: string; occasions: number }) =>
      `${from} 至 ${to} 到期的 ${occasions} 次任务里，每次都按期提交、没有被退回的：`,
    line: ({ name, owed }: { name: string; owed: number }) => `${name}（${owed} 次）`,
    none: "这段时间没有每次都按期提交的，或次数太少（不足 2 次）。",
    note: "只按本系统的提交记录统计，供参考；是否表扬由人决定。",
  },
  workbook: {
    fileName: ({ duty, due }: Named) => `完成情况-${[...duty].slice(0, 20).join("")}-${due}.xlsx`,
    sheet: "完成情况",
    headers: [
      "名称",
      "属地",
      "行业",
      "状态",
      "完成日期",
      "参加人员",
      "说明",
      "覆盖行业",
      "参训人员",
      "照片数",
      "附件数",
      "提交时间",
      "退回原因",
    ],
    missing: "未交",
    untrained: "未覆盖",
    sending: "文件随后发出。",
  },
};
