import { z } from "zod";

/** Systems that send us their alarms. */
export type MonitoringConfig = {
  /** Name of the system → its token. Empty: nobody is listened to. */
  tokens: Readonly<Record<string, string>>;
  /** Alarms of one system that are taken within a minute. */
  perMinute: number;
};

/** `system=token;system=token`. A token may hold further equal signs. */
const monitoringTokens = z.string().transform((list, context) => {
  const pairs = list.split(/[;；]/).flatMap((pair) => {
    const [name = "", ...token] = pair.trim().split("=");
    return pair.trim() === "" ? [] : [[name.trim(), token.join("=").trim()] as const];
  });
  const isRight = pairs.every(([name, token]) => /^[A-Za-z0-9][\w-]{0,39}$/.test(name) && /^[\x21-\x7e]{32,256}$/.test(token));
  const isDistinct = [0, 1].every((part) => new Set(pairs.map((pair) => pair[part])).size === pairs.length);
  if (isRight && isDistinct) return Object.fromEntries(pairs) as Record<string, string>;
  context.addIssue({
    code: "custom",
    message:
      "expected system=token pairs, separated by semicolons; names of letters, digits, _ and -; tokens of at least 32 characters, all different",
  });
  return z.NEVER;
});

export const MONITORING_VARIABLES = {
  MONITORING_TOKENS: monitoringTokens.default({}),
  MONITORING_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(60),
};

const Variables = z.object(MONITORING_VARIABLES);

export function monitoringOf(variables: z.infer<typeof Variables>): MonitoringConfig {
  return { tokens: variables.MONITORING_TOKENS, perMinute: variables.MONITORING_PER_MINUTE };
}
