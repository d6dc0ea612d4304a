/** `work`, or the error of `late` once `timeoutMs` have gone by; the work itself goes on. */
export async function withinTime<Result>(work: Promise<Result>, timeoutMs: number, late: () => Error): Promise<Result> {
  const alarm = Promise.withResolvers<never>();
  const timer = setTimeout(() => alarm.reject(late()), timeoutMs);
  try {
    return await Promise.race([work, alarm.promise]);
  } finally {
    clearTimeout(timer);
  }
}
