import type { EmergencyKind } from "./hazards.ts";

/** Reports of hazards on their way in, and alarms: every sentence of their cards. */

type Field = "enterprise" | "place" | "description" | "location";

const ASK_FOR: Readonly<Record<Field, string>> = {
  enterprise: "请问是哪家单位（店名）？不清楚可以回复“不知道”。",
  place: "请问在哪里（镇街、路名或商场）？",
  description: "请说一下看到了什么问题，最好附上照片。",
  location: "具体在店里哪个位置（如后厨、仓库、二楼楼道）？不清楚可以回复“跳过”。",
};

const STATES = {
  registered: "已登记，待受理",
  returned: "退回补充",
  accepted: "已受理",
  rectifying: "整改中",
  awaiting_reinspection: "待复查",
  transferred: "已移交",
  closed: "已销号",
  void: "已作废",
};

const KINDS: Readonly<Record<EmergencyKind, string>> = {
  gas: "燃气泄漏",
  oil: "油品泄漏",
  fire: "起火",
  smoke: "冒烟",
  shock: "触电",
  collapse: "坍塌、坠落",
  people: "人员受伤或被困",
};

type Minutes = { minutes: number };
type Taker = { name: string | undefined; minute: string };

export const texts = {
  states: STATES,
  /** Labels of what is known of a hazard. */
  labels: {
    number: "编号",
    state: "状态",
    enterprise: "单位",
    industry: "行业",
    place: "地点",
    location: "具体位置",
    description: "情况",
    reporter: "上报人",
    reportedAt: "上报时间",
    suspected: "提示",
    district: "属地",
    photos: "照片",
  },
  unknown: "（待补充）",
  anonymous: "匿名",
  nobody: "一位同志",
  photos: ({ count }: { count: number }) => (count === 0 ? "无" : `${count} 张`),
  photoAlt: ({ index }: { index: number }) => `现场照片 ${index}`,
  suspectedMajor: ({ reason }: { reason: string }) => (reason.includes("疑似重大") ? reason : `疑似重大，请人工判定（${reason}）`),
  emergencyReason: ({ kind }: { kind: EmergencyKind }) => `紧急情况：${KINDS[kind]}`,

  draft: {
    title: "隐患上报：请核对",
    recorded: "隐患上报：已登记",
    dropped: "隐患上报：已取消",
    expired: "隐患上报：已过期",
    joined: "隐患上报：已并入",
    summary: "请核对隐患上报内容",
    understood: "**我的理解**（可以直接在下面改）",
    ask: ({ field }: { field: Field }) => `**还差一点：**${ASK_FOR[field]}直接回复我就行。`,
    ready: "没有问题就点“确认上报”，或直接回复“确认”。",
    fields: {
      enterprise: "单位（店名）",
      industry: "行业",
      place: "地点（镇街、路名或商场）",
      location: "具体位置",
      description: ({ index, count }: { index: number; count: number }) => (count > 1 ? `情况 ${index}` : "情况"),
      signed: "署名方式",
    },
    placeholders: { industry: "请选择行业", signed: "请选择署名方式" },
    signed: { named: "署名上报", anonymous: "匿名上报（仅审计员可见姓名）" },
    confirm: "确认上报",
    drop: "取消",
    photoHint: ({ minutes, isPrivate }: Minutes & { isPrivate: boolean }) =>
      isPrivate
        ? `${minutes} 分钟内直接发图片，会加到这一条；也可以引用本卡片补充。`
        : `补照片：${minutes} 分钟内 @我 发图，或引用本卡片发图。群里大家看得到您的消息，要匿名请私聊我。`,
    severalHint: ({ count }: { count: number }) => `这里有 ${count} 处隐患，确认后分别登记编号。`,
  },

  /** What is said below the speaker's messages. */
  said: {
    ask: ({ field }: { field: Field }) => ASK_FOR[field],
    ready: "齐了。没有问题请回复“确认”，或点上面卡片的“确认上报”。",
    photosAdded: ({ count, total }: { count: number; total: number }) => `已加上 ${count} 张照片，这一条共 ${total} 张。`,
    photosToCase: ({ count, id }: { count: number; id: string }) => `已把 ${count} 张照片加到 ${id}。`,
    notTaken: ({ ids, count }: { ids: readonly string[]; count: number }) =>
      `${ids.join("、")} 已经办结，${count > 0 ? "照片没有加上" : "没有再补充进去"}。如果又出现了，请说一下现在的情况，我另行登记。`,
    photosLost: ({ count }: { count: number }) => `有 ${count} 张图片没有收到，请再发一次（支持 JPG、PNG，10 MB 以内）。`,
    photosFull: ({ limit }: { limit: number }) => `一条最多 ${limit} 张照片，其余的没有加上。`,
    dropped: "好的，这一条不报了，内容不登记。",
    begin: "好的，请说一下在哪里、看到了什么问题，可以附照片。",
    beginInGroup: "好的，请 @我 说一下在哪里、看到了什么问题，可以附照片。",
    reminder: "您刚才的隐患上报还没有提交。补全后回复“确认”，不报了回复“算了”。",
    nameWithheld: ({ ids }: { ids: readonly string[] }) => `好的，${ids.join("、")} 已改为匿名，姓名只有审计员可见。`,
    noted: ({ id }: { id: string }) => `好的，已补充到 ${id}。`,
    followed: ({ id }: { id: string }) => `收到，已记到 ${id}，由工作人员核对后再定。如有整改后的照片请一并发来。`,
    whichCase: ({ ids }: { ids: readonly string[] }) => `您有几条还没办结：${ids.join("、")}。请引用那一条的回执，或写上编号再说一次。`,
    joinedBefore: ({ id }: { id: string }) => `${id} 已经记有您的上报。`,
  },

  press: {
    notYours: "这是别人的上报，只有本人可以提交",
    changed: "内容刚刚有变化，请看最新的卡片再提交",
    over: "这一条已经处理过了",
    incomplete: "还缺情况说明，或单位和地点至少要有一项",
    tooLong: ({ limit }: { limit: number }) => `情况说明最多 ${limit} 字`,
    recorded: ({ ids }: { ids: readonly string[] }) => `已登记 ${ids.join("、")}`,
    dropped: "已取消，内容不登记",
    joined: ({ id }: { id: string }) => `已并入 ${id}`,
    cannotJoin: ({ id }: { id: string }) => `${id} 已经办结或变化，请选择另行登记`,
    similar: "可能已经有人报过，请先看一下",
  },

  duplicates: {
    title: "可能已经有人报过",
    summary: "可能已有相同的隐患，请选择",
    intro: "请看看是不是同一处隐患：",
    hidden: "同一单位或地点已有类似的上报（内容按权限不在这里显示）。",
    repeated: "这一条已经销号。如果又出现了，登记后会标记为“屡改屡犯”并关联原来的单。",
    join: ({ id }: { id: string }) => `并入 ${id}`,
    again: ({ id }: { id: string }) => `又出现了，登记并关联 ${id}`,
    anyway: "不是同一处，另行登记",
    reasons: { same_photo: "同一张照片", similar_photo: "照片相似", similar_text: "描述相似" },
  },

  receipt: {
    title: ({ id }: { id: string }) => `已登记 ${id}`,
    summary: ({ ids }: { ids: readonly string[] }) => `隐患已登记：${ids.join("、")}`,
    next: ({ district }: { district: string | undefined }) => `已转${district ?? ""}值班同志，受理、整改、复查的每一步都会在这里告诉您。`,
    nobody: "已登记。这里还没有设置值班群，请同时电话联系主管股室。",
    repeated: ({ id }: { id: string }) => `已标记“屡改屡犯”，关联 ${id}。`,
    photoHint: ({ minutes }: Minutes) => `${minutes} 分钟内再发照片，会加到这一条。`,
  },

  duty: {
    title: ({ id }: { id: string }) => `新隐患 ${id}`,
    emergencyTitle: ({ id }: { id: string }) => `紧急情况已登记 ${id}`,
    summary: ({ enterprise, description }: { enterprise: string | undefined; description: string }) =>
      `新隐患：${enterprise ?? ""} ${description}`.slice(0, 80),
    noDistrict: "属地不明，各区值班同志请先核对。",
    repeated: ({ id }: { id: string }) => `屡改屡犯：${id} 销号后又出现`,
    several: ({ ids }: { ids: readonly string[] }) => `同一次上报的还有 ${ids.join("、")}`,
  },

  alarm: {
    title: ({ kind, round }: { kind: EmergencyKind; round: number }) =>
      `【紧急】${KINDS[kind]}${round > 1 ? `（第 ${round} 次提醒）` : ""}`,
    takenTitle: ({ kind }: { kind: EmergencyKind }) => `【已接警】${KINDS[kind]}`,
    summary: ({ kind, where }: { kind: EmergencyKind; where: string }) => `紧急：${KINDS[kind]} ${where}`.slice(0, 80),
    told: "已先告知上报人撤离和报警（119/110/120）。请立即核实、到场处置。",
    words: "上报原话",
    from: ({ name, chat, minute }: { name: string | undefined; chat: string | undefined; minute: string }) =>
      [name ?? "一位同志", chat ?? "私聊", minute].join(" · "),
    take: "已接警",
    keepsRinging: ({ minutes }: Minutes) => `没有人点“已接警”，每 ${minutes} 分钟再提醒一次。`,
    takenBy: ({ name = "值班同志", minute }: Taker) => `${name} 已于 ${minute} 接警`,
    taken: "已接警，请尽快处置",
    takenBefore: ({ name = "值班同志", minute }: Taker) => `${name} 已在 ${minute} 接警`,
    instead: ({ kind, where }: { kind: EmergencyKind; where: string }) =>
      `【紧急】${KINDS[kind]}：${where}。请马上看值班群的紧急卡片并点“已接警”。`,
    lastly: "加急和私信都没有送到值班人员，请看到的同志立即处理上面的紧急情况，并电话通知值班人员。",
    nowhere: "地点待核实",
    wordsApart: "群里有非本单位人员，原话和上报人已单独发给值班人员",
    chatApart: "来源已单独发送",
    askAfterwards: ({ question }: { question: string }) => `人到了安全的地方后再回我一句：${question}`,
    chatLost: ({ district = "" }: { district: string | undefined }) =>
      `【请处理】${district}值班群没有收到紧急消息（我可能已被移出该群，或该群已解散），已改发给值班人员个人。请尽快把我加回群里，或在别的工作群发“群设置”设为值班群。`,
    notRecorded: ({ isAlarmed }: { isAlarmed: boolean }) =>
      `抱歉，刚才的紧急情况没能登记下来，${isAlarmed ? "值班人员已收到报警" : "值班人员也没有通知到"}。请务必自己拨打 119/110/120，并电话联系主管股室。`,
    failedForAdministrators: ({ isAlarmed, words }: { isAlarmed: boolean; words: string }) =>
      `【请处理】有人上报的紧急情况没能登记（${isAlarmed ? "已报警给值班人员" : "值班人员没有通知到"}）：“${words}”。请立即电话核实，并查看系统日志。`,
    unattended: "这里还没有设置值班群和值班人员，请务必自己拨打 119/110/120 并电话联系主管股室。",
  },
};
