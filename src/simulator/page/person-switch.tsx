import { Dropdown } from "antd";
import { useAtDesk } from "./desk-context.ts";
import { Icon } from "./icon.tsx";
import { PersonAvatar } from "./person-avatar.tsx";
import type { Person } from "./protocol.ts";
import { texts } from "./texts.ts";
import "./styles/person.css";

/** Who I am, and the list of people whom I can be instead. */
export function PersonSwitch({ onSwitch }: { onSwitch(person: string): void }) {
  const { state, me } = useAtDesk();
  const items = [...byUnit(state.people)].map(([unit, people]) => ({
    type: "group" as const,
    key: unit,
    label: unit,
    children: people.map((person) => ({ key: person.id, label: <PersonLine person={person} /> })),
  }));
  return (
    <Dropdown
      trigger={["click"]}
      menu={{ items, selectable: true, selectedKeys: [me.id], onClick: ({ key }) => onSwitch(key), className: "person-menu" }}
    >
      <button type="button" className="person-switch" aria-haspopup="menu" title={texts.identity.switch}>
        <PersonAvatar id={me.id} size={40} />
        <span className="person-words">
          <span className="person-first">
            <span className="person-name">{me.name}</span>
            <span className="person-hint">
              {texts.identity.switch}
              <Icon name="down" />
            </span>
          </span>
          <span className="person-note">{me.title}</span>
        </span>
      </button>
    </Dropdown>
  );
}

function PersonLine({ person }: { person: Person }) {
  return (
    <span className="person-line">
      <PersonAvatar id={person.id} size={28} />
      <span className="person-name">{person.name}</span>
      <span className="person-note">{person.title}</span>
    </span>
  );
}

function byUnit(people: readonly Person[]): Map<string, Person[]> {
  return Map.groupBy(people, (person) => person.district || texts.identity.others);
}
