import {
  type Clock,
  clockOf,
  DAY_MS,
  HOUR_MS,
  type Instant,
  type Piece,
  QUARTER_MS,
  toInstant,
  toWallTime,
  WEEK_MS,
} from './clock.ts';
import type { Period, Reader } from './range.ts';
import { addUnits, startOf } from './wall-time.ts';

export const UNITS = ['15m', '1h', '1d', '1w', '1mo'] as const;
export type Unit = (typeof UNITS)[number];

/** A bucket: a period of the reader's time for which usage is summed. */
export interface Bucket extends Period {
  /** `cut` by the requested range, or still `running`: both are shorter than their neighbours. */
  part: 'whole' | 'cut' | 'running';
}

/** More buckets would be narrower than a pixel. */
export const MOST_BUCKETS = 800;

const STEP_MS: Partial<Record<Unit, number>> = { '15m': QUARTER_MS, '1h': HOUR_MS };
const CALENDAR = { '1d': 'd', '1w': 'w', '1mo': 'mo' } as const;
/** The shortest possible length of each unit, for an upper bound on the number of buckets. */
const SHORTEST_MS: Record<Unit, number> = {
  '15m': QUARTER_MS,
  '1h': HOUR_MS,
  '1d': 23 * HOUR_MS,
  '1w': WEEK_MS - HOUR_MS,
  '1mo': 28 * DAY_MS - HOUR_MS,
};

/**
 * Divides the period into the reader's hours, days, weeks or months, without gaps or overlaps, up to the bucket of
 * "now". Borders are moments, so that sums here and in SQL use the same days.
 */
export function bucketsOf({ from, to }: Period, unit: Unit, { zone, now }: Reader): Bucket[] {
  const clock = clockOf(zone, from, to);
  const step = STEP_MS[unit];
  const borders =
    step === undefined ? calendarBorders(clock, { from, to }, unit) : clockBorders(clock, { from, to }, step);
  return borders.flatMap((start, index): Bucket[] => {
    const end = borders[index + 1];
    if (end === undefined) return [];
    const bucket = { from: Math.max(start, from), to: Math.min(end, to) };
    if (bucket.from > now || bucket.from >= bucket.to) return [];
    const isCut = bucket.from > start || bucket.to < end;
    return [{ ...bucket, part: bucket.to > now ? 'running' : isCut ? 'cut' : 'whole' }];
  });
}

/** A clock change is a border, so that each hour has a single offset. */
const clockBorders = ({ pieces }: Clock, period: Period, step: number): Instant[] => [
  ...new Set(
    pieces
      .filter((piece) => piece.to > period.from && piece.from < period.to)
      .flatMap((piece) => [...bordersIn(piece, period, step)]),
  ),
];

function* bordersIn(piece: Piece, { from, to }: Period, step: number): Generator<Instant> {
  const floor = (at: Instant) => at - ((at + piece.offsetMs) % step);
  const end = Math.min(to, piece.to);
  let at = Math.max(piece.from, floor(Math.max(piece.from, from)));
  for (; at < end; at = Math.min(floor(at) + step, piece.to)) yield at;
  yield at;
}

/** A day that the zone skipped has no length and is left out. */
function calendarBorders(clock: Clock, { from, to }: Period, unit: Unit): Instant[] {
  const calendar = CALENDAR[unit as keyof typeof CALENDAR];
  const borders: Instant[] = [];
  let wall = startOf(toWallTime(clock, from), calendar);
  let reached = false;
  while (!reached) {
    const at = toInstant(clock, wall);
    if (at !== borders.at(-1)) borders.push(at);
    reached = at >= to;
    wall = addUnits(wall, 1, calendar);
  }
  return borders;
}

/** The requested unit, or the next larger one with few enough buckets. */
export function fitUnit(unit: Unit, { from, to }: Period): Unit {
  const fitting = UNITS.slice(UNITS.indexOf(unit)).find((one) => (to - from) / SHORTEST_MS[one] <= MOST_BUCKETS);
  return fitting ?? '1mo';
}

const UNTIL: readonly (readonly [hours: number, Unit])[] = [
  [6, '15m'],
  [72, '1h'],
  [24 * 93, '1d'],
  [24 * 400, '1w'],
];

/** The default unit of a period. */
export function defaultUnit({ from, to }: Period): Unit {
  const hours = (to - from) / HOUR_MS;
  return UNTIL.find(([most]) => hours <= most)?.[1] ?? '1mo';
}
