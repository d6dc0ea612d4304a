import { useRef } from "react";
import { Icon } from "./icon.tsx";
import { texts } from "./texts.ts";

/** The small buttons below the text: name someone, choose photos. */
export function ComposerTools(tools: { canMention: boolean; onMention(): void; onPhotos(files: readonly File[]): void }) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className="composer-tools">
      {tools.canMention && (
        // The text keeps the focus, else the list that opens would close at once.
        <button
          type="button"
          className="icon-button"
          aria-label={texts.composer.mention}
          title={texts.composer.mention}
          onMouseDown={(event) => event.preventDefault()}
          onClick={tools.onMention}
        >
          <Icon name="at" />
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={texts.composer.photo}
        title={texts.composer.photo}
        onClick={() => chooser.current?.click()}
      >
        <Icon name="photo" />
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          tools.onPhotos([...(event.target.files ?? [])]);
          // The same photo may be chosen again after it was removed.
          event.target.value = "";
        }}
      />
    </div>
  );
}
