/** Where photos are kept, and what to do when they cannot be. */

type Code = { code: string };

const called = (code: string) => (code === "" ? "" : `（${code}）`);

export const texts = {
  check: "照片",
  directory: ({ path }: { path: string }) => `照片存在 ${path}`,
  good: ({ bucket, ms }: { bucket: string; ms: number }) => `照片存在对象存储的 ${bucket}，写入、读出、删除都正常，用时 ${ms} 毫秒`,
  lost: "对象存储收下了文件，却读不出来，请检查 S3_BUCKET 的权限和生命周期规则",
  unreachable: "连不上照片的对象存储，请检查 S3_ENDPOINT 和网络",
  altered: "对象存储里的照片与登记的不一致，可能被人改过，没有使用",
  clock: "对象存储说本机时间不对，请校准时钟",
  noBucket: "对象存储里没有这个存储桶，请检查 S3_BUCKET（和 S3_ENDPOINT）",
  forbidden: ({ code }: Code) => `对象存储不让访问${called(code)}，请检查 S3_ACCESS_KEY_ID、S3_SECRET_ACCESS_KEY、S3_REGION 和存储桶的权限`,
  failed: ({ status, code }: Code & { status: number }) => `对象存储没有办成：${status}${called(code)}，请稍后再试`,
  settingsMissing: ({ missing }: { missing: readonly string[] }) => `使用 PHOTO_STORE=s3 时还要设置 ${missing.join("、")}`,
};
