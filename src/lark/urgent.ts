import { z } from "zod";
import type { Pictures, Urgent } from "../messenger.ts";
import { MessengerError } from "../messenger.ts";
import { MessageId, OpenId, ResourceKey } from "./ids.ts";
import type { Platform } from "./platform.ts";
import { checked, read } from "./reading.ts";

/** The platform's limit. */
const PEOPLE_MAX = 200;
const IMAGE_BYTES_MAX = 10 * 1024 * 1024;

/** The list is missing when everybody was reached. */
const Urged = z.object({ data: z.object({ invalid_user_id_list: z.array(z.string()).nullish() }).nullish() });
const Uploaded = z.object({ image_key: ResourceKey });

/** 加急 over Feishu's SDK. */
export function createUrgent({ client, call }: Pick<Platform, "client" | "call">): Urgent {
  return {
    async urge(messageId, openIds) {
      if (openIds.length > PEOPLE_MAX) throw new MessengerError("refused", `urgent for ${openIds.length} people`);
      const path = { message_id: checked(MessageId, messageId, "message id") };
      const data = { user_id_list: openIds.map((openId) => checked(OpenId, openId, "open id")) };
      const request = { path, params: { user_id_type: "open_id" as const }, data };
      const body = await call("urge", (as) => client.im.v1.message.urgentApp(request, as));
      return { missed: read(Urged, body, "urge").data?.invalid_user_id_list ?? [] };
    },
  };
}

/** Pictures for cards over Feishu's SDK, which hands out an upload's `data` alone. */
export function createPictures({ client, call }: Pick<Platform, "client" | "call">): Pictures {
  return {
    async uploadImage(bytes) {
      if (bytes.length === 0 || bytes.length > IMAGE_BYTES_MAX) throw new MessengerError("refused", `picture of ${bytes.length} bytes`);
      const data = { image_type: "message", image: Buffer.from(bytes) } as const;
      const body = await call("upload picture", async (as) => ({ code: 0, data: await client.im.v1.image.create({ data }, as) }));
      return { imageKey: read(z.object({ data: Uploaded }), body, "upload picture").data.image_key };
    },
  };
}
