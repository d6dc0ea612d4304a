import { Image } from "antd";
import { texts } from "./texts.ts";

/** Pictures of a message as small ones; a press shows them large. */
export function PhotoGrid({ addresses, description }: { addresses: readonly string[]; description: string }) {
  return (
    <div className={`photo-grid photo-grid-${addresses.length > 1 ? "many" : "one"}`}>
      <Image.PreviewGroup>
        {addresses.map((address) => (
          <Image key={address} src={address} alt={description} title={texts.message.enlarge} preview={{ mask: false }} />
        ))}
      </Image.PreviewGroup>
    </div>
  );
}
