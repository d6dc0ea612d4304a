/** The draft of the yearly report of work safety: last year's work, and what is to be improved. */

const LINE = "＿＿＿＿＿＿＿＿";

export const texts = {
  title: ({ place, year }: { place: string | undefined; year: number }) => `${place ?? ""}商务系统${year}年度安全生产工作报告（初稿）`,
  addressee: "区安委会：",
  opening: ({ day, year }: { day: string; year: number }) =>
    `本稿由隐患台账和任务提交记录生成，数字截至${day}，供核对、补充后使用。现将${year}年度工作总结和持续改进计划报告如下。`,
  summary: "一、上年度工作总结",
  figuresTitle: "（一）隐患排查治理",
  figures: {
    found: "登记隐患",
    closed: "其中已销号",
    open: "年末未销号",
    overdue: "其中逾期",
    major: "判定为重大隐患",
    majorClosed: "重大隐患中已销号",
    repeated: "屡改屡犯",
    average: "平均销号用时",
  },
  count: ({ count }: { count: number }) => `${count} 件`,
  days: ({ days }: { days: number }) => `${days.toFixed(1)} 天`,
  byIndustry: "按行业",
  byTown: "按属地",
  found: "登记（件）",
  closed: "销号（件）",
  dutiesTitle: "（二）任务完成情况",
  dutiesHead: ["任务", "到期次数", "应交", "已交"],
  noDuties: "本年度没有在系统中收集完成情况的任务。",
  otherTitle: "（三）其他工作（由人填写）",
  plan: "二、持续改进计划",
  openTitle: "（一）年末未销号的隐患",
  openHead: ["台账编号", "单位", "隐患描述", "状态", "整改期限"],
  noneOpen: "台账中没有年末未销号的隐患。",
  focusTitle: "（二）下年度重点（按本年登记件数排列，由人取舍）",
  focus: ({ industry, count }: { industry: string; count: number }) => `${industry}：本年登记 ${count} 件。措施：${LINE}`,
  noFocus: `重点行业：${LINE}。措施：${LINE}`,
  measuresTitle: "（三）保障措施（由人填写）",
  line: LINE,
  unknown: "（未登记）",
  issuer: "（盖章）",
  sending: ({ year }: { year: number }) => `${year} 年度报告初稿随后发出。数字取自台账和任务提交记录，请核对、补充后使用。`,
};
