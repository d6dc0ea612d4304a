import { useAtDesk } from "./desk-context.ts";
import { texts } from "./texts.ts";

/** What Feishu takes of one file. */
const FILE_MEGABYTES_MAX = 30;

/** Hands a chosen file on; what cannot be sent is refused at once, in words. */
export function useFile(send: (file: File) => void): (file: File) => void {
  const { showToast } = useAtDesk();
  return (file) => {
    const problem = problemOf(file);
    if (problem) showToast({ type: "warning", content: problem });
    else send(file);
  };
}

function problemOf({ name, size }: File): string | undefined {
  if (size === 0) return texts.composer.fileEmpty(name);
  return size > FILE_MEGABYTES_MAX * 1024 * 1024 ? texts.composer.fileTooLarge(name, FILE_MEGABYTES_MAX) : undefined;
}
