/** Alarms of monitoring systems as the ledger tells them, and the file in which the office says what they mean. */

type Level = "info" | "warning" | "alarm" | "critical";
type Problem = { line: number; problem: string };

const LEVELS: Readonly<Record<Level, string>> = { info: "提示", warning: "预警", alarm: "告警", critical: "严重告警" };

type Alarm = {
  name: string;
  level: Level;
  reading: string | undefined;
  message: string;
};

const told = ({ name, level, reading, message }: Alarm) =>
  `${name}（${LEVELS[level]}${reading === undefined ? "" : `，${reading}`}）${message === "" ? "" : `：${message}`}`;

export const texts = {
  /** Who reported it. */
  reporter: ({ system }: { system: string }) => `监测系统 ${system}`,
  description: told,
  remark: ({ system, device, minute }: { system: string; device: string; minute: string }) =>
    `监测系统 ${system}，设备 ${device}，${minute} 告警`,
  /** In the history of the case that stood open. */
  joined: ({ minute, device, ...alarm }: Alarm & { minute: string; device: string }) =>
    `同一设备（${device}）${minute} 再次告警：${told(alarm)}`,
  upgraded: "同一设备的后续告警已达紧急，升级处理",
  otherKind: "同一设备的后续告警是另一种紧急情况，按后者更正",
  reason: ({ name }: { name: string }) => `监测告警：${name}`,

  settings: {
    notText: "要写成文字",
    empty: "不能空着",
    badHours: "要写成 1 到 720 的整数（小时）",
    badLevel: "要写 info、warning、alarm 或 critical",
    badEmergency: "要写 gas、oil、fire、smoke、shock、collapse 或 people；不是紧急的不写",
    doubled: "同一个 kind 写了两次",
    notYaml: "不是正确的 YAML（多半是缩进不齐、少了冒号或引号）",
    missing: "缺少，或格式不对",
    unknownField: ({ fields }: { fields: readonly string[] }) => `有不认识的项目 ${fields.join("、")}`,
    problem: ({ field, what }: { field: string; what: string }) => `${field}：${what}`,
    unreadable: ({ file }: { file: string }) => `知识目录里的 ${file} 读不了，请检查它的权限。`,
    broken: ({ file, problems }: { file: string; problems: readonly Problem[] }) =>
      `知识目录 ${file} 有误：${problems.map(({ line, problem }) => `第 ${line} 行 ${problem}`).join("；")}。请改正后重试。`,
  },
};
