import type { Locale } from '#lib/i18n/locales.ts';
import type { Bucket, Unit } from './buckets.ts';
import { clockOf, DAY_MS, HOUR_MS, type Piece, QUARTER_MS, toWallTime, type WallTime } from './clock.ts';
import { startOf } from './wall-time.ts';

export interface BucketLabel {
  /** The full name: `Sun, Mar 29, 2026 (23 hr)`. */
  name: string;
  /** The short name for an axis: `Mar 29`, within a day `2:00 PM`. */
  tick: string;
  /** The roundness of its start. An axis without room for every name shows those with the highest rank. */
  rank: number;
}

interface Wording {
  zone: string;
  locale: Locale;
}

type Naming = Pick<BucketLabel, 'name' | 'tick'>;

/** Days of an unusual length are marked, and repeated hours include their offset. */
export function labelBuckets(buckets: readonly Bucket[], unit: Unit, wording: Wording): BucketLabel[] {
  const [first, last] = [buckets.at(0), buckets.at(-1)];
  if (!first || !last) return [];
  const clock = clockOf(wording.zone, first.from, last.to);
  const nameBucket = NAMINGS[unit](wording);
  return buckets.map((bucket) => {
    const wall = toWallTime(clock, bucket.from);
    const isTwice = clock.pieces.filter((piece) => isShownIn(piece, wall)).length > 1;
    return { ...nameBucket(bucket, wall, isTwice), rank: rankOf(wall) };
  });
}

/** Whether the clock shows this time while the offset of the piece applies. */
const isShownIn = ({ from, to, offsetMs }: Piece, wall: WallTime): boolean =>
  wall - offsetMs >= from && wall - offsetMs < to;

const DATE = { year: 'numeric', month: 'short', day: 'numeric' } as const;
const SHORT_DATE = { month: 'short', day: 'numeric' } as const;
const TIME = { hour: 'numeric', minute: '2-digit' } as const;

const formatterOf =
  ({ locale, zone }: Wording) =>
  (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });

type NameBucket = (bucket: Bucket, wall: WallTime, isTwice: boolean) => Naming;

const NAMINGS: Record<Unit, (wording: Wording) => NameBucket> = {
  '15m': nameTimes,
  '1h': nameTimes,
  '1d': nameDays,
  '1w': nameWeeks,
  '1mo': nameMonths,
};

function nameTimes(wording: Wording): NameBucket {
  const format = formatterOf(wording);
  const full = { weekday: 'short', ...DATE, ...TIME } as const;
  const [name, nameTwice, time, date] = [full, { ...full, timeZoneName: 'shortOffset' } as const, TIME, SHORT_DATE].map(
    format,
  );
  return ({ from }, wall, isTwice) => ({
    name: (isTwice ? nameTwice : name)?.format(from) ?? '',
    tick: (wall % DAY_MS === 0 ? date : time)?.format(from) ?? '',
  });
}

function nameDays(wording: Wording): NameBucket {
  const format = formatterOf(wording);
  const [name, tick] = [format({ weekday: 'short', ...DATE }), format(SHORT_DATE)];
  const hours = new Intl.NumberFormat(wording.locale, { style: 'unit', unit: 'hour', unitDisplay: 'short' });
  return ({ from, to, part }) => {
    const isOdd = part !== 'cut' && to - from !== DAY_MS;
    return {
      name: isOdd ? `${name.format(from)} (${hours.format((to - from) / HOUR_MS)})` : name.format(from),
      tick: tick.format(from),
    };
  };
}

function nameWeeks(wording: Wording): NameBucket {
  const format = formatterOf(wording);
  const [name, tick] = [format(DATE), format(SHORT_DATE)];
  return ({ from, to }) => ({ name: name.formatRange(from, to - 1), tick: tick.format(from) });
}

/** On an axis, January is labelled by the year. */
function nameMonths(wording: Wording): NameBucket {
  const format = formatterOf(wording);
  const [month, days] = [format({ year: 'numeric', month: 'long' }), format(DATE)];
  const [tick, year] = [format({ month: 'short' }), format({ year: 'numeric' })];
  return ({ from, to, part }, wall) => ({
    name: part === 'cut' ? days.formatRange(from, to - 1) : month.format(from),
    tick: (new Date(wall).getUTCMonth() === 0 ? year : tick).format(from),
  });
}

const ROUND_MS = [2 * QUARTER_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS, DAY_MS];

function rankOf(wall: WallTime): number {
  if (startOf(wall, 'mo') === wall) return ROUND_MS.length + 2;
  if (startOf(wall, 'w') === wall) return ROUND_MS.length + 1;
  return ROUND_MS.filter((step) => wall % step === 0).length;
}
