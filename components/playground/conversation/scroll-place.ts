/** Position and height of a message in a scrolling column. */
export interface Box {
  top: number;
  height: number;
}

/** The message at the upper edge, and the share of it above the edge; null at the end of the column. */
export type ScrollAnchor = { index: number; share: number } | null;

interface Scrolled {
  boxes: readonly Box[];
  scrollTop: number;
  /** The largest possible `scrollTop`. */
  most: number;
}

export function toPlace({ boxes, scrollTop, most }: Scrolled): ScrollAnchor {
  if (scrollTop >= most - 1) return null;
  const index = Math.max(
    0,
    boxes.findLastIndex(({ top }) => top <= scrollTop),
  );
  const box = boxes[index];
  return box ? { index, share: (scrollTop - box.top) / Math.max(1, box.height) } : { index: 0, share: 0 };
}

/** Returns the `scrollTop` that shows the same place in another column. Shorter conversations stay at their end. */
export function toScrollTop(place: ScrollAnchor, { boxes, most }: Omit<Scrolled, 'scrollTop'>): number {
  const box = place && boxes[place.index];
  return box ? Math.min(most, Math.max(0, box.top + place.share * box.height)) : most;
}
