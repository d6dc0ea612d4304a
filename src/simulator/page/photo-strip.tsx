import { Icon } from "./icon.tsx";
import { texts } from "./texts.ts";
import { usePhotoAddresses } from "./use-photo-addresses.ts";

/** The photos that will go with the message. */
export function PhotoStrip({ photos, onRemove }: { photos: readonly File[]; onRemove(photo: File): void }) {
  const addresses = usePhotoAddresses(photos);
  if (photos.length === 0) return null;
  return (
    <ul className="photo-strip" aria-label={texts.composer.photos}>
      {photos.map((photo, place) => (
        <li key={addresses[place] ?? photo.name}>
          {addresses[place] && <img src={addresses[place]} alt={photo.name} />}
          <button type="button" aria-label={texts.composer.removePhoto(photo.name)} onClick={() => onRemove(photo)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
