import { Button } from "antd";
import { useAtDesk } from "./desk-context.ts";
import type { Outgoing } from "./desk-state.ts";
import { Icon } from "./icon.tsx";
import { MessageFrame } from "./message-row.tsx";
import type { Message } from "./protocol.ts";
import { QuoteLine } from "./quote-line.tsx";
import { RichText } from "./rich-text-view.tsx";
import { texts } from "./texts.ts";
import { usePhotoAddresses } from "./use-photo-addresses.ts";

/** A message of mine that is on its way, or did not get there. */
export function OutgoingRow({ outgoing, opensTurn, messages }: { outgoing: Outgoing; opensTurn: boolean; messages: readonly Message[] }) {
  const { desk, me } = useAtDesk();
  const { draft, state } = outgoing;
  const addresses = usePhotoAddresses(draft.photos);
  return (
    <MessageFrame id={outgoing.id} sender={me.id} name={me.name} time={texts.message.sending} mine opensTurn={opensTurn}>
      <div className={`bubble bubble-text bubble-${state}`} aria-busy={state === "sending"}>
        {draft.quote && <QuoteLine message={messages.find(({ id }) => id === draft.quote)} />}
        {addresses.length > 0 && (
          <div className="photo-grid">
            {addresses.map((address) => (
              <img key={address} className="photo-thumb" src={address} alt={texts.message.photo} />
            ))}
          </div>
        )}
        {draft.file && <span>{texts.message.file(draft.file.name)}</span>}
        {draft.text && <RichText text={draft.text} names={[]} />}
      </div>
      {state === "failed" && (
        <p className="send-failed" role="alert">
          <Button type="link" danger size="small" icon={<Icon name="warning" />} onClick={() => desk.retry(outgoing)}>
            {texts.message.failed}
          </Button>
          <span className="send-reason">{outgoing.reason}</span>
          <Button type="link" size="small" onClick={() => desk.discard(outgoing)}>
            {texts.message.discard}
          </Button>
        </p>
      )}
    </MessageFrame>
  );
}
