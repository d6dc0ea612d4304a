import { Button, Input, Popconfirm } from "antd";
import { type FormEvent, useState } from "react";
import { useAtDesk } from "./desk-context.ts";
import type { Chat, GroupChange } from "./protocol.ts";
import { texts } from "./texts.ts";
import "./styles/group.css";

/** What one can do with a group: call the bot in or out, give it another name, dissolve it. */
export function GroupAdmin({ chat }: { chat: Chat }) {
  const { desk, state, showToast } = useAtDesk();
  const [name, setName] = useState(chat.name);
  const carryOut = (change: GroupChange) => {
    desk.changeGroup(chat.id, change).then(
      () => showToast({ type: "success", content: texts.group.done[change.change] }),
      (error: Error) => showToast({ type: "error", content: error.message }),
    );
  };
  const rename = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() && name.trim() !== chat.name) carryOut({ change: "rename", name: name.trim() });
  };
  if (chat.dissolved) return null;
  return (
    <section className="group-admin" aria-label={texts.group.manage}>
      <form className="group-rename" onSubmit={rename}>
        <Input aria-label={texts.group.rename} value={name} maxLength={60} onChange={({ target }) => setName(target.value)} />
        <Button htmlType="submit">{texts.group.save}</Button>
      </form>
      <div className="group-buttons">
        {chat.botPresent ? (
          <Button onClick={() => carryOut({ change: "remove_bot" })}>{texts.group.removeBot(state.bot.name)}</Button>
        ) : (
          <Button onClick={() => carryOut({ change: "add_bot" })}>{texts.group.addBot(state.bot.name)}</Button>
        )}
        <Popconfirm
          title={texts.group.dissolveSure}
          okText={texts.group.dissolve}
          cancelText={texts.group.cancel}
          onConfirm={() => carryOut({ change: "dissolve" })}
        >
          <Button danger>{texts.group.dissolve}</Button>
        </Popconfirm>
      </div>
    </section>
  );
}
