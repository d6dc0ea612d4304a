import { Button, Checkbox, Input, Modal, Select } from "antd";
import { type FormEvent, useId, useState } from "react";
import { useAtDesk } from "./desk-context.ts";
import { Icon } from "./icon.tsx";
import { texts } from "./texts.ts";
import "./styles/group.css";

/** Opens a group with whom one likes, the bot among them or not. */
export function NewGroup({ onOpened }: { onOpened(chatId: string): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button className="new-group" icon={<Icon name="plus" />} onClick={() => setOpen(true)}>
        {texts.group.open}
      </Button>
      <Modal title={texts.group.open} open={isOpen} onCancel={() => setOpen(false)} footer={null} destroyOnHidden width={420}>
        <NewGroupForm
          onCancel={() => setOpen(false)}
          onOpened={(chatId) => {
            setOpen(false);
            onOpened(chatId);
          }}
        />
      </Modal>
    </>
  );
}

function NewGroupForm({ onCancel, onOpened }: { onCancel(): void; onOpened(chatId: string): void }) {
  const { desk, state, me, showToast } = useAtDesk();
  const [name, setName] = useState("");
  const [members, setMembers] = useState<readonly string[]>([]);
  const [external, setExternal] = useState(false);
  const [withBot, setWithBot] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  const others = state.people.filter((person) => person.id !== me.id);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    if (!name.trim()) return showToast({ type: "warning", content: texts.group.nameMissing });
    setBusy(true);
    desk.openGroup({ name: name.trim(), members, external, withBot }).then(onOpened, (error: Error) => {
      setBusy(false);
      showToast({ type: "error", content: error.message });
    });
  };

  return (
    <form className="group-form" onSubmit={submit}>
      <label htmlFor={`${id}-name`}>{texts.group.name}</label>
      <Input
        id={`${id}-name`}
        value={name}
        maxLength={60}
        placeholder={texts.group.namePlaceholder}
        onChange={({ target }) => setName(target.value)}
      />
      <label htmlFor={`${id}-members`}>{texts.group.members}</label>
      <Select
        id={`${id}-members`}
        mode="multiple"
        value={[...members]}
        placeholder={texts.group.membersPlaceholder}
        optionFilterProp="label"
        options={others.map((person) => ({ value: person.id, label: `${person.name} · ${person.title}` }))}
        onChange={setMembers}
      />
      <Checkbox checked={withBot} onChange={({ target }) => setWithBot(target.checked)}>
        {texts.group.withBot(state.bot.name)}
      </Checkbox>
      <Checkbox checked={external} onChange={({ target }) => setExternal(target.checked)}>
        {texts.group.external}
      </Checkbox>
      <div className="group-buttons">
        <Button onClick={onCancel}>{texts.group.cancel}</Button>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          {texts.group.create}
        </Button>
      </div>
    </form>
  );
}
