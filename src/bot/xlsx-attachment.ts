import type { Attachment, InboundMessage } from "../messenger.ts";

/** Also what we refuse by name: whoever sends it hears why. */
const WORKBOOK = /\.(?:xlsx|xlsm|xlsb|xls|et|ods|csv)$/i;

/** The workbook among what hangs on a message. */
export function workbookOf(attachments: readonly Attachment[]): (Attachment & { name: string }) | undefined {
  for (const attachment of attachments) {
    const { kind, name } = attachment;
    if (kind === "file" && name !== undefined && WORKBOOK.test(name)) return { ...attachment, name };
  }
  return undefined;
}

export function bringsWorkbook({ message }: { message: InboundMessage }): boolean {
  return workbookOf(message.attachments) !== undefined;
}
