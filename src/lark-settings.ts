import { z } from "zod";
import { texts } from "./texts/config.ts";
import { wrongSettings } from "./wrong-settings.ts";

/** The Feishu or Lark app that we speak as, and the groups that answer what is handed over to a person. */

export type LarkConfig = {
  appId: string;
  appSecret: string;
  /** Scheme and host of the open platform: Feishu, Lark, or a simulator. */
  domain: string;
  /** `long_connection` needs no address of ours; `webhook` needs the two keys. */
  transport: "long_connection" | "webhook";
  verificationToken: string | undefined;
  encryptKey: string | undefined;
};

const text = z.string().trim().min(1).optional();

/** `district=oc_…;district=oc_…` */
const dutyChats = z.string().transform((list, context) => {
  const pairs = list.split(/[;；]/).flatMap((pair) => (pair.trim() === "" ? [] : [pair.split("=").map((part) => part.trim())]));
  const isRight = pairs.every(([district, chatId, ...rest]) => district && /^oc_\w{1,64}$/.test(chatId ?? "") && rest.length === 0);
  const table = Object.fromEntries(pairs);
  if (isRight && Object.keys(table).length === pairs.length) return table as Record<string, string>;
  context.addIssue({ code: "custom", message: "expected district=oc_… pairs, separated by semicolons, each district once" });
  return z.NEVER;
});

export const LARK_VARIABLES = {
  LARK_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-f]{16}$/)
    .optional(),
  LARK_APP_SECRET: text,
  LARK_DOMAIN: z.url({ protocol: /^https?$/ }).default("https://open.feishu.cn"),
  LARK_TRANSPORT: z.enum(["long_connection", "webhook"]).default("long_connection"),
  LARK_VERIFICATION_TOKEN: text,
  LARK_ENCRYPT_KEY: text,
  DUTY_CHATS: dutyChats.default({}),
};

const Variables = z.object(LARK_VARIABLES);

/**
 * @returns undefined: the simulator
 * @throws AppError bad_configuration
 */
export function larkOf(variables: z.infer<typeof Variables>): LarkConfig | undefined {
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret } = variables;
  if (!appId && !appSecret) return undefined;
  if (!appId || !appSecret) throw wrongSettings([texts.appHalfSet]);
  if (variables.LARK_TRANSPORT === "webhook" && !variables.LARK_VERIFICATION_TOKEN) {
    throw wrongSettings([texts.tokenMissing]);
  }
  return {
    appId,
    appSecret,
    domain: variables.LARK_DOMAIN.replace(/\/+$/, ""),
    transport: variables.LARK_TRANSPORT,
    verificationToken: variables.LARK_VERIFICATION_TOKEN,
    encryptKey: variables.LARK_ENCRYPT_KEY,
  };
}
