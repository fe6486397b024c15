import type { WireEvent } from './wire-event.ts';

export type TimedEvent = Extract<WireEvent, { event: 'upstream' | 'chunk' }>;

/** Raw events of both sides, limited to a size that a browser handles. */
export interface Inspector {
  events: readonly TimedEvent[];
  characters: number;
  /** Number of events discarded after the limit was reached. */
  notKept: number;
}

/** Two megabytes of text, which is mostly ASCII. */
export const MOST_CHARACTERS = 2 * 1024 * 1024;

export const EMPTY_INSPECTOR: Inspector = { events: [], characters: 0, notKept: 0 };

/** Adds a batch of events. After the first discarded event all are discarded, because a gap would look like a pause. */
export function keepEvents(inspector: Inspector, batch: readonly WireEvent[]): Inspector {
  const raw = batch.filter((one) => one.event === 'upstream' || one.event === 'chunk');
  if (raw.length === 0) return inspector;
  const kept: TimedEvent[] = [];
  let { characters, notKept } = inspector;
  for (const event of raw) {
    const size = event.event === 'chunk' ? event.data.length : event.raw.length;
    if (notKept > 0 || characters + size > MOST_CHARACTERS) {
      notKept++;
      continue;
    }
    characters += size;
    kept.push(event);
  }
  return { events: kept.length > 0 ? [...inspector.events, ...kept] : inspector.events, characters, notKept };
}
