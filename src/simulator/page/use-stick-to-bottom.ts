import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** So close to its end a list counts as being at its end. */
const NEAR_PX = 80;

/**
 * Keeps a scrolled list at its end while the reader is there, also when a picture or a card grows later.
 * @param own  names the reader's own latest row: with each new one the list goes to its end, wherever the reader was
 * @returns missed  undefined at the end; else how many rows came since the reader scrolled up
 */
export function useStickToBottom(
  rowCount: number,
  own: string | undefined,
): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  missed: number | undefined;
  toBottom(): void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const isAtBottom = useRef(true);
  const [leftAt, setLeftAt] = useState<number>();

  const toBottom = useCallback(() => {
    const element = scroller.current;
    if (element) element.scrollTop = element.scrollHeight;
  }, []);

  const rows = useRef(rowCount);
  rows.current = rowCount;

  useEffect(() => {
    const element = scroller.current;
    const inner = content.current;
    if (!element || !inner) return undefined;
    let top = element.scrollTop;
    const onScroll = () => {
      const isUpwards = element.scrollTop < top;
      top = element.scrollTop;
      const isNear = element.scrollHeight - top - element.clientHeight < NEAR_PX;
      // Not near without going up: the content grew, and we shall follow.
      if (isNear === isAtBottom.current || (!isNear && !isUpwards)) return;
      isAtBottom.current = isNear;
      setLeftAt(isNear ? undefined : rows.current);
    };
    const observer = new ResizeObserver(() => isAtBottom.current && toBottom());
    observer.observe(inner);
    observer.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
    };
  }, [toBottom]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row is the reason to scroll
  useLayoutEffect(() => {
    if (isAtBottom.current) toBottom();
  }, [rowCount, toBottom]);

  useLayoutEffect(() => {
    if (own !== undefined) toBottom();
  }, [own, toBottom]);

  return { scroller, content, missed: leftAt === undefined ? undefined : Math.max(0, rowCount - leftAt), toBottom };
}
