import { CardView } from "./card-view.tsx";
import { Icon } from "./icon.tsx";
import { PhotoGrid } from "./photo-grid.tsx";
import { photosOf, previewOf } from "./preview.ts";
import type { Message } from "./protocol.ts";
import { RichText } from "./rich-text-view.tsx";
import { texts } from "./texts.ts";

/** What a message holds, by its type. */
export function MessageBody({ message, name }: { message: Message; name: string }) {
  const names = [texts.composer.everyone, ...message.mentions.map((mention) => mention.name)];
  if (message.type === "card" && message.card) return <CardView card={message.card} messageId={message.id} />;
  if (message.type === "file" && message.file) return <FileLink file={message.file} />;
  const photos = photosOf(message);
  return (
    <>
      {photos.length > 0 && <PhotoGrid addresses={photos} description={texts.message.photoBy(name)} />}
      {message.text && <RichText text={message.text} names={names} />}
      {!message.text && photos.length === 0 && <RichText text={previewOf(message)} names={[]} />}
    </>
  );
}

function FileLink({ file }: { file: { name: string; url: string } }) {
  return (
    <a className="file-link" href={file.url} download={file.name} aria-label={texts.message.download(file.name)}>
      <Icon name="file" />
      <span>{file.name}</span>
    </a>
  );
}
