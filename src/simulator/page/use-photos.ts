import { useState } from "react";
import { useAtDesk } from "./desk-context.ts";
import { texts } from "./texts.ts";

/** As many as Feishu takes at once. */
const PHOTOS_MAX = 9;
/** What Feishu takes of one picture. */
const PHOTO_MEGABYTES_MAX = 10;

/** The photos chosen for the next message; what cannot be sent is refused at once, in words. */
export function usePhotos(): { chosen: readonly File[]; add(files: readonly File[]): void; remove(photo: File): void; clear(): void } {
  const { showToast } = useAtDesk();
  const [chosen, setChosen] = useState<readonly File[]>([]);
  return {
    chosen,
    add(files) {
      const problems = files.map(problemOf).filter((problem) => problem !== undefined);
      const photos = [...chosen, ...files.filter((file) => problemOf(file) === undefined)];
      if (photos.length > PHOTOS_MAX) problems.push(texts.composer.tooManyPhotos(PHOTOS_MAX));
      for (const content of problems) showToast({ type: "warning", content });
      setChosen(photos.slice(0, PHOTOS_MAX));
    },
    remove: (photo) => setChosen(chosen.filter((one) => one !== photo)),
    clear: () => setChosen([]),
  };
}

function problemOf(file: File): string | undefined {
  if (!file.type.startsWith("image/")) return texts.composer.notAPhoto(file.name);
  if (file.size > PHOTO_MEGABYTES_MAX * 1024 * 1024) return texts.composer.photoTooLarge(file.name, PHOTO_MEGABYTES_MAX);
  return undefined;
}
