/** A search for stop strings that upstream refuses to look for, resumable at any character. */
export interface StopScan {
  readonly stops: readonly string[];
  /** The end of the text so far that might be the beginning of a stop string. */
  readonly held: string;
  readonly isCut: boolean;
}

export const openStopScan = (stops: readonly string[]): StopScan => ({
  stops: stops.filter((stop) => stop !== ''),
  held: '',
  isCut: false,
});

/** What may be shown of `piece`: nothing from the first completed stop string on. */
export function scanForStop(scan: StopScan, piece: string): { scan: StopScan; text: string } {
  if (scan.isCut) return { scan, text: '' };
  if (scan.stops.length === 0) return { scan, text: piece };
  const text = scan.held + piece;
  const cut = findCut(text, scan.stops);
  if (cut !== null) return { scan: { ...scan, held: '', isCut: true }, text: text.slice(0, cut) };
  const shown = text.length - heldLength(text, scan.stops);
  return { scan: { ...scan, held: text.slice(shown) }, text: text.slice(0, shown) };
}

/** The stop that is complete first wins, as it would if the text came character by character; of two, the longer. */
function findCut(text: string, stops: readonly string[]): number | null {
  let first: { start: number; end: number } | null = null;
  for (const stop of stops) {
    const start = text.indexOf(stop);
    const end = start + stop.length;
    if (start < 0 || (first && (end > first.end || (end === first.end && start >= first.start)))) continue;
    first = { start, end };
  }
  return first?.start ?? null;
}

function heldLength(text: string, stops: readonly string[]): number {
  const longest = Math.max(...stops.map((stop) => stop.length)) - 1;
  for (let length = Math.min(longest, text.length); length > 0; length--) {
    const end = text.slice(-length);
    if (stops.some((stop) => stop.length > length && stop.startsWith(end))) return length;
  }
  return 0;
}
