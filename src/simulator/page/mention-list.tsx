import { useEffect, useRef } from "react";
import { Icon } from "./icon.tsx";
import type { Mentionable } from "./mention.ts";
import { EVERYONE_ID } from "./mentionables.ts";
import { PersonAvatar } from "./person-avatar.tsx";
import { texts } from "./texts.ts";

/** The people whom a typed @ may mean. The text field keeps the focus and moves `active` by its arrow keys. */
export function MentionList(list: { id: string; people: readonly Mentionable[]; active: number; onPick(person: Mentionable): void }) {
  const activeEntry = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another active entry is the reason to scroll
  useEffect(() => {
    activeEntry.current?.scrollIntoView({ block: "nearest" });
  }, [list.active]);
  return (
    <>
      <div id={list.id} className="mention-list" role="listbox" aria-label={texts.composer.people}>
        {list.people.map((person, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys go to the text field, which names this entry as its active one
          <div
            key={person.id}
            id={optionId(list.id, place)}
            ref={place === list.active ? activeEntry : undefined}
            className="mention-entry"
            role="option"
            tabIndex={-1}
            aria-selected={place === list.active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => list.onPick(person)}
          >
            {person.id === EVERYONE_ID ? <EveryoneAvatar /> : <PersonAvatar id={person.id} size={28} />}
            <span className="person-name">{person.name}</span>
            <span className="person-note">{person.note}</span>
          </div>
        ))}
      </div>
      <span className="for-readers" role="status">
        {texts.composer.found(list.people.length)}
      </span>
    </>
  );
}

export function optionId(listId: string, place: number): string {
  return `${listId}-${place}`;
}

function EveryoneAvatar() {
  return (
    <span className="avatar avatar-group" style={{ width: 28, height: 28, fontSize: 14 }} aria-hidden="true">
      <Icon name="group" />
    </span>
  );
}
