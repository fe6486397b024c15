/** A message in a column that scrolls: where it begins, and how high it is. */
export interface Box {
  top: number;
  height: number;
}

/** Which message is at the upper edge, and how much of it is above; null at the end, where the rest is below no message. */
export type Place = { index: number; share: number } | null;

interface Scrolled {
  boxes: readonly Box[];
  scrollTop: number;
  /** The largest that `scrollTop` can be. */
  most: number;
}

export function toPlace({ boxes, scrollTop, most }: Scrolled): Place {
  if (scrollTop >= most - 1) return null;
  const index = Math.max(
    0,
    boxes.findLastIndex(({ top }) => top <= scrollTop),
  );
  const box = boxes[index];
  return box ? { index, share: (scrollTop - box.top) / Math.max(1, box.height) } : { index: 0, share: 0 };
}

/** Where a column has to be to show the same place. Conversations that are shorter stay at their end. */
export function toScrollTop(place: Place, { boxes, most }: Omit<Scrolled, 'scrollTop'>): number {
  const box = place && boxes[place.index];
  return box ? Math.min(most, Math.max(0, box.top + place.share * box.height)) : most;
}
