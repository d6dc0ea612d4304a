import type { EmergencyKind } from "./hazards.ts";

/** What people hear of a model that has looked at their photos. It proposes: who reports decides. */

const LOOKS_LIKE: Readonly<Record<EmergencyKind, string>> = {
  gas: "燃气泄漏",
  oil: "油品泄漏",
  fire: "着火",
  smoke: "冒烟",
  shock: "有人触电",
  collapse: "要坍塌或坠落",
  people: "有人受伤或被困",
};

const CRIES: Readonly<Record<EmergencyKind, string>> = {
  gas: "燃气泄漏了",
  oil: "正在漏油",
  fire: "着火了",
  smoke: "正在冒烟",
  shock: "有人触电了",
  collapse: "快要塌了",
  people: "有人受伤被困",
};

export const texts = {
  /** Behind a description that a model has written. */
  proposed: "模型看图所写，请核对",
  confirmed: "模型看图所写，上报人已确认",
  marked: ({ description, mark }: { description: string; mark: string }) => `${description}（${mark}）`,
  /** Of how a case began. */
  history: "情况由模型看图所写，上报人已确认",
  ask: "**照片里看到的，对吗**？对就点“确认上报”或回复“对”；不对请在下面改，或直接说看到了什么。",
  accepted: "好的，情况先按照片里看到的写，会注明是模型看图所写、您已确认。",
  denied: "好的，不用这一句。",
  /** Nobody is alarmed by a picture: a person says whether it is so. */
  danger: {
    ask: ({ kind }: { kind: EmergencyKind }) => `**照片里像是${LOOKS_LIKE[kind]}，现场有人有危险吗？**`,
    /** @param first  what to do in such an emergency */
    first: ({ first }: { first: string }) => `有危险：${first}`,
    next: "然后点下面的按钮，或直接回复现场情况，我马上通知值班人员。没有危险就按下面核对上报。",
    again: "现场如果有人有危险，请马上回复“有危险”，我立即通知值班人员。",
    button: "现场有危险，马上通知值班人员",
    /** What whoever pressed has told: by these words those on duty are alarmed. */
    cry: ({ kind, where }: { kind: EmergencyKind; where: string }) => `${where}${CRIES[kind]}，现场有危险（在上报卡片上确认）`,
    told: "请先到安全的地方，我马上通知值班人员",
    toldBefore: "已经通知过值班人员。情况有变化请直接告诉我",
  },
  doctor: {
    name: "看图模型",
    unset: "未设置 VISION_MODEL，照片不发给任何模型（可选）",
    good: ({ model, ms }: { model: string; ms: number }) => `${model}，看一张图 ${ms} 毫秒`,
    bad: ({ model, reason }: { model: string; reason: string }) =>
      `${model} 没有正常回应，照片上报照常，由上报人说明情况。请核对 OPENAI_BASE_URL、OPENAI_API_KEY 和 VISION_MODEL（要能看图）：${reason}`,
  },
};
