/** Many similar hazards: what is proposed to those on duty, and what a notice of it begins with. */

type Facts = { district: string; industry: string; topic: string; cases: number; enterprises: number; firstDay: string; lastDay: string };
type Problem = { line: number; problem: string };

const counted = ({ cases, enterprises }: Pick<Facts, "cases" | "enterprises">) =>
  enterprises > 1 ? `${cases} 起，涉及 ${enterprises} 家单位` : `${cases} 起`;

export const texts = {
  card: {
    title: "同类隐患增多",
    facts: ({ district, industry, topic, firstDay, lastDay, ...counts }: Facts) =>
      `${firstDay} 至 ${lastDay}，${district}${industry}登记“${topic}”类隐患 **${counted(counts)}**。`,
    ask: "要不要给同行业的单位发一条风险提示？按下面的按钮起草，写好后仍按程序审核，不会直接发出。",
    note: "按登记的描述归类，供参考；不含上报人和单位名称。",
    draft: "起草风险提示",
    drafted: "已填好草稿，请在下面核对、修改后提交审核",
    draftedBefore: "已经有人起草了，请往下看",
    summary: ({ district, industry, topic, cases }: Facts) => `${district}${industry}“${topic}”类隐患 ${cases} 起`,
  },
  /** Counts alone: nobody is named. */
  notice: {
    title: ({ industry, topic }: Facts) => `关于${industry}“${topic}”类隐患的风险提示`,
    figures: ({ district, industry, topic, firstDay, lastDay, ...counts }: Facts) =>
      `${firstDay} 至 ${lastDay}，${district}${industry}登记“${topic}”类隐患 ${counted(counts)}。`,
    ask: ({ industry, topic }: Facts) => `请${industry}各单位对照“${topic}”方面自查一遍，发现问题立行立改，一时改不了的及时上报。`,
    close: "发现隐患可以直接告诉安讯；遇到险情先撤离，再拨打 119。",
  },
  gone: "这条提议已经找不到了。",
  settings: {
    notText: "要写成文字",
    empty: "不能空着",
    badDays: "要写 1 到 365 的整数（天）",
    badCount: "要写 2 到 1000 的整数（起）",
    doubled: "有两类用了同一个名称",
    notYaml: "不是 YAML，请检查缩进和引号",
    missing: "没有写，或者写的不是这一类内容",
    unknownField: ({ fields }: { fields: readonly string[] }) => `不认识 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    unreadable: ({ file }: { file: string }) => `读不了 ${file}，请检查权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly Problem[] }) =>
      `${file} 有错，请改好再启动：\n${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("\n")}`,
  },
};
