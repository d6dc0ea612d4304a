/** What the duties room says. */
export const texts = {
  phaseGoal: ({ phase, goal }: { phase: string; goal: string }) => (goal ? `${phase}：${goal}` : `${phase}结束`),
  planEnds: "方案期满：总结、盘点未完成任务、请示后续文件",
};
