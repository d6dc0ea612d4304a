/** What is happening, by what has to be said first. */
export const EMERGENCY_KINDS = ["gas", "oil", "fire", "smoke", "shock", "collapse", "people"] as const;
export type EmergencyKind = (typeof EMERGENCY_KINDS)[number];

export type MissingField = "enterprise" | "place" | "description";

const FIRST_WORDS: Readonly<Record<EmergencyKind, string>> = {
  gas: "请马上关闭阀门、打开门窗通风，不要开关任何电器，不要动火、不要在现场打电话；所有人立即撤离到室外安全的地方，再拨打 119 和燃气公司抢修电话，有人不适拨打 120。",
  oil: "请马上停止加油、卸油等作业并关闭阀门，不要动火、不要开关电器、不要在现场打电话，不要发动车辆；所有人立即撤离到安全的地方，拨打 119，并拦住来往的人和车。",
  fire: "请马上大声呼喊、疏散所有人，沿安全出口撤离到室外，不要坐电梯，有烟时弯腰捂住口鼻；立即拨打 119，有人受伤拨打 120。来得及就关掉燃气和电源，不要返回取物。",
  smoke:
    "请马上疏散人员、撤离到室外，不要坐电梯，有烟时弯腰捂住口鼻；立即拨打 119。能安全够到的先切断电源、关闭燃气阀门，不要用水浇带电的设备。",
  shock:
    "请马上切断电源（拉闸断电），不要直接用手去拉、去碰触电的人和带电的设备，可用干燥的木棍、塑料等绝缘物挑开电线；立即拨打 120，有火情拨打 119。其他人离开、远离带电处。",
  collapse: "请马上让所有人撤离，远离可能倒塌、坠落的地方，不要返回取物；拉起警戒不让人靠近，立即拨打 119 或 110，有人受伤拨打 120。",
  people: "请马上拨打 120 和 119（有人被困打 119，受伤、昏迷打 120）；先确认现场安全，其他人撤离危险处，不要盲目施救，不要随意搬动伤者。",
};

const ASK_FOR: Readonly<Record<MissingField, string>> = {
  enterprise: "请问是哪家单位（店名）？",
  place: "请问在哪里（镇街、路名或商场）？",
  description: "请说一下看到了什么问题，最好附上照片。",
};

/** What the bot says about reports. */
export const texts = {
  command: {
    triage: "成批识别消息：是不是隐患、在哪里、缺什么（不登记）",
    file: "消息文件：每行一个 JSON",
    out: "识别结果写到这里",
    needsFiles: "请写上文件，例如：npm run -s anxun -- triage --file 消息.jsonl --out 结果.jsonl",
    badLine: ({ file, line, detail }: { file: string; line: number; detail: string }) =>
      `${file} 第 ${line} 行不对：${detail}。每行应是 {"id": "…", "message": "…"}。没有写出任何结果。`,
    done: ({ count, file }: { count: number; file: string }) => `已识别 ${count} 条消息，写入 ${file}。`,
  },
  suspectedMajor: "疑似重大，请人工判定",
  /** What to do in such an emergency, whoever says that it is one. */
  firstWords: ({ kind }: { kind: EmergencyKind }) => FIRST_WORDS[kind],
  /** Nothing is asked before people are safe. */
  emergency: ({ kind, missing }: { kind: EmergencyKind; missing: MissingField | undefined }) =>
    `【紧急】${FIRST_WORDS[kind]}${missing && missing !== "description" ? `人到了安全的地方后再回我一句：${ASK_FOR[missing]}` : ""}`,
  understood: ({ enterprise, place, descriptions, isMajor }: UnderstoodReport) =>
    [
      "收到，这样理解对吗：",
      [enterprise, place].filter(Boolean).join("，"),
      enterprise || place ? "——" : "",
      descriptions.join("；"),
      "。",
      isMajor ? `（${texts.suspectedMajor}）` : "",
    ].join(""),
  ask: ({ missing }: { missing: MissingField }) => ASK_FOR[missing],
  confirm: "没有问题就请确认提交。",
  nothingYet: "收到。",
  ordersNotFollowed: "消息里要求改状态、改规则的话不照办，只按隐患内容处理，由工作人员核实。",
  refused: "这样的要求我不能照办。要提问或上报隐患，直接说就好。",
  followup: "收到，我会把它记到原来的隐患上，由工作人员核对后再定。如有整改后的照片请一并发来。",
  question: "这是提问，我按方案条文来回答。",
  thanks: "不客气，有情况随时告诉我。",
  complaint: "这属于消费纠纷，请拨打 12315 反映；如果发现安全隐患，请告诉我在哪里、看到了什么。",
  ad: "这里只处理安全生产的提问和隐患上报。",
  chitchat: "我在。发现隐患随时告诉我在哪里、看到了什么，可以附照片。",
};

type UnderstoodReport = { enterprise: string | null; place: string | null; descriptions: readonly string[]; isMajor: boolean };
