/** Milliseconds since 1970 in UTC. */
export type Instant = number;

/** The time of a wall clock, as if its zone were UTC: `Date.UTC(2026, 10, 22, 14)` for 14:00 on November 22. */
export type WallTime = number;

export const SECOND_MS = 1_000;
export const QUARTER_MS = 900_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
export const WEEK_MS = 604_800_000;

/** A period in which the zone's offset is constant. */
export interface Piece {
  from: Instant;
  to: Instant;
  offsetMs: number;
}

export interface Clock {
  zone: string;
  pieces: readonly Piece[];
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** The zone's offset from UTC. */
export function offsetAt(zone: string, at: Instant): number {
  const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / SECOND_MS) * SECOND_MS;
}

/** Covers the start of the month before and after the period. */
const MARGIN_MS = 35 * DAY_MS;

/** No zone changes its clock twice within a week, so sampling each week finds every change. */
export function clockOf(zone: string, from: Instant, to: Instant): Clock {
  const end = to + MARGIN_MS;
  const pieces: Piece[] = [];
  let piece = { from: from - MARGIN_MS, to: end, offsetMs: offsetAt(zone, from - MARGIN_MS) };
  for (let at = piece.from; at < end; ) {
    const next = Math.min(at + WEEK_MS, end);
    const offsetMs = offsetAt(zone, next);
    if (offsetMs !== piece.offsetMs) {
      const change = findChange(zone, at, next);
      pieces.push({ ...piece, to: change });
      piece = { from: change, to: end, offsetMs };
    }
    at = next;
  }
  return { zone, pieces: [...pieces, piece] };
}

/** Finds the first second of the new offset, between a moment before the change and one after it. */
function findChange(zone: string, before: Instant, after: Instant): Instant {
  const old = offsetAt(zone, before);
  let [low, high] = [Math.floor(before / SECOND_MS), Math.ceil(after / SECOND_MS)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * SECOND_MS) === old) low = middle;
    else high = middle;
  }
  return high * SECOND_MS;
}

export function pieceAt({ pieces }: Clock, at: Instant): Piece {
  const piece = pieces.findLast(({ from }) => from <= at) ?? pieces[0];
  if (!piece) throw new Error('A clock has at least one piece.');
  return piece;
}

export const toWallTime = (clock: Clock, at: Instant): WallTime => at + pieceAt(clock, at).offsetMs;

/**
 * The first moment at which the clock shows this time or a later one. For a repeated time it is the first occurrence,
 * for a skipped one the moment of the change, as in `Temporal.ZonedDateTime.startOfDay`.
 */
export function toInstant({ pieces }: Clock, wall: WallTime): Instant {
  for (const { from, to, offsetMs } of pieces) if (wall - offsetMs < to) return Math.max(wall - offsetMs, from);
  throw new Error(`The clock does not reach ${new Date(wall).toISOString()}.`);
}

/**
 * The zone with its usual capitals, or null for an unknown one. Bare offsets such as `+02:00` are refused: they have no
 * clock changes. Of two names for a zone the given one is kept, because V8 prefers outdated ones (`Asia/Calcutta`).
 */
export function findZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions();
    return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
  } catch {
    return null;
  }
}
