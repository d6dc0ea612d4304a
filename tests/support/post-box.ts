import type { FileTransfer } from "../../src/file-transfer.ts";
import { type Messenger, MessengerError, type StreamingCards, type Urgent } from "../../src/messenger.ts";
import type { SentMessages } from "../../src/sent-messages.ts";

type Posted = {
  call: "send" | "send_file" | "upload" | "reply" | "update" | "react" | "urge" | "finish" | "recall";
  target: string;
  uuid: string | undefined;
  content: unknown;
};

/** A small platform: notes what it is asked to do, does it unless told otherwise, and knows repeats by call and uuid. */
export type PostBox = {
  messenger: Messenger &
    Urgent &
    Pick<StreamingCards, "finish"> &
    Pick<SentMessages, "recall"> &
    Pick<FileTransfer, "uploadFile" | "sendFile">;
  /** Every request, repeats and refused ones too. */
  requests: Posted[];
  /** What people see. */
  shown: Posted[];
  /** Decides the next requests: throw to refuse before, `lose` to do it and lose the answer. */
  behave(rule: ((posted: Posted) => "do" | "lose") | undefined): void;
};

export function postBox(): PostBox {
  const requests: Posted[] = [];
  const shown: Posted[] = [];
  const known = new Set<string>();
  let rule: ((posted: Posted) => "do" | "lose") | undefined;

  async function take(posted: Posted): Promise<{ messageId: string }> {
    requests.push(posted);
    const verdict = rule?.(posted) ?? "do";
    // Each call knows its own repeats alone: nothing is promised across them.
    const repeat = posted.uuid && `${posted.call} ${posted.target} ${posted.uuid}`;
    if (repeat === undefined || !known.has(repeat)) shown.push(posted);
    if (repeat !== undefined) known.add(repeat);
    if (verdict === "lose") throw new MessengerError("unreachable", "the answer was lost");
    return { messageId: `om_${shown.length}` };
  }

  const messenger: PostBox["messenger"] = {
    uploadFile: async ({ name, bytes }) => {
      await take({ call: "upload", target: name, uuid: undefined, content: Buffer.from(bytes).toString("utf8") });
      return { fileKey: `file_${name}` };
    },
    sendFile: (to, fileKey, uuid) =>
      take({ call: "send_file", target: to.kind === "chat" ? to.chatId : to.openId, uuid, content: fileKey }),
    send: (to, content, uuid) => take({ call: "send", target: to.kind === "chat" ? to.chatId : to.openId, uuid, content }),
    reply: (messageId, content, uuid) => take({ call: "reply", target: messageId, uuid, content }),
    update: async (messageId, card) => void (await take({ call: "update", target: messageId, uuid: undefined, content: card })),
    react: async (messageId, emoji) => void (await take({ call: "react", target: messageId, uuid: undefined, content: emoji })),
    urge: async (messageId, openIds) => {
      await take({ call: "urge", target: messageId, uuid: undefined, content: openIds });
      return { missed: [] };
    },
    finish: async (cardId, card, sequence) =>
      void (await take({ call: "finish", target: cardId, uuid: undefined, content: { card, sequence } })),
    recall: async (messageId) => void (await take({ call: "recall", target: messageId, uuid: undefined, content: undefined })),
    chat: async (chatId) => ({ chatId, name: chatId, external: false, isPrivate: false }),
    self: async () => ({ openId: "ou_bot", name: "安讯" }),
  };
  return {
    messenger,
    requests,
    shown,
    behave: (next) => {
      rule = next;
    },
  };
}
