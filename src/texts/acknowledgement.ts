/** 「收到」: who has acknowledged a notice, and who has not. */

export const texts = {
  card: {
    received: "收到",
    submit: "收到，提交",
    counted: ({ acknowledged, members }: { acknowledged: number; members: number | undefined }) =>
      members === undefined ? `请按“收到”确认。已确认 **${acknowledged}** 人` : `请按“收到”确认。已确认 **${acknowledged}/${members}** 人`,
    due: ({ at }: { at: string }) => `请在 ${at} 前确认`,
  },
};
