import { useEffect, useState } from "react";

/** Addresses under which pictures that are not sent yet can be shown; given back when no longer needed. */
export function usePhotoAddresses(photos: readonly File[]): readonly string[] {
  const [addresses, setAddresses] = useState<readonly string[]>([]);
  useEffect(() => {
    const created = photos.map((photo) => URL.createObjectURL(photo));
    setAddresses(created);
    return () => {
      for (const address of created) URL.revokeObjectURL(address);
    };
  }, [photos]);
  return addresses;
}
