import { useRef } from "react";
import { Icon } from "./icon.tsx";
import { texts } from "./texts.ts";

/** The small buttons below the text: name someone, choose photos, send a file. */
export function ComposerTools(tools: {
  canMention: boolean;
  onMention(): void;
  onPhotos(files: readonly File[]): void;
  onFile(file: File): void;
}) {
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
      <FileChooser icon="photo" label={texts.composer.photo} accept="image/*" onChoose={tools.onPhotos} />
      <FileChooser icon="file" label={texts.composer.file} onChoose={([file]) => file && tools.onFile(file)} />
    </div>
  );
}

type Choosing = { icon: "photo" | "file"; label: string; accept?: string; onChoose(files: readonly File[]): void };

/** A button that opens the browser's own chooser; several at once where they are pictures. */
function FileChooser({ icon, label, accept, onChoose }: Choosing) {
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="icon-button" aria-label={label} title={label} onClick={() => chooser.current?.click()}>
        <Icon name={icon} />
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple={accept !== undefined}
        accept={accept}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          onChoose([...(event.target.files ?? [])]);
          // The same one may be chosen again after it was removed.
          event.target.value = "";
        }}
      />
    </>
  );
}
