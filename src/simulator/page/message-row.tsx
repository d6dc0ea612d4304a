import type { ReactNode } from "react";
import { nameOf, useAtDesk } from "./desk-context.ts";
import { MessageActions } from "./message-actions.tsx";
import { MessageBody } from "./message-body.tsx";
import { timeOf } from "./moments.ts";
import { PersonAvatar } from "./person-avatar.tsx";
import type { Message } from "./protocol.ts";
import { QuoteLine } from "./quote-line.tsx";
import { Reactions } from "./reactions.tsx";
import { texts } from "./texts.ts";

/** One message with its sender, what it quotes, its actions and its reactions. `quoted.message` is absent when it is out of sight. */
export function MessageRow(row: {
  message: Message;
  mine: boolean;
  opensTurn: boolean;
  quoted: { message: Message | undefined } | undefined;
  onQuote(message: Message): void;
}) {
  const { state } = useAtDesk();
  const { message } = row;
  const name = nameOf(state, message.sender);
  const time = timeOf(new Date(message.at));
  if (message.recalled) return <p className="system-line">{texts.message.recalledBy(name)}</p>;
  return (
    <MessageFrame id={message.id} sender={message.sender} name={name} time={time} mine={row.mine} opensTurn={row.opensTurn}>
      <div className={`bubble bubble-${message.type}`}>
        {row.quoted && <QuoteLine message={row.quoted.message} />}
        <MessageBody message={message} name={name} />
        {message.edited && message.type !== "card" && <span className="edited">{texts.message.edited}</span>}
      </div>
      <MessageActions message={message} name={name} onQuote={() => row.onQuote(message)} />
      <Reactions message={message} />
    </MessageFrame>
  );
}

/** Avatar, name and time around whatever a message holds; mine stand on the right. */
export function MessageFrame(frame: {
  id: string;
  sender: string;
  name: string;
  time: string;
  mine: boolean;
  opensTurn: boolean;
  children: ReactNode;
}) {
  const sides = [frame.mine && "message-mine", frame.opensTurn && "message-opens"].filter(Boolean).join(" ");
  return (
    <article id={`message-${frame.id}`} className={`message ${sides}`} aria-label={texts.message.saidBy(frame.name, frame.time)}>
      <div className="message-side">{frame.opensTurn && <PersonAvatar id={frame.sender} />}</div>
      <div className="message-main">
        {frame.opensTurn && (
          <p className="message-sender">
            <span>{frame.name}</span>
            <time>{frame.time}</time>
          </p>
        )}
        {frame.children}
      </div>
    </article>
  );
}
