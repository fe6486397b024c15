import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, anyReader } from '../testing/ranges.ts';
import { type Bucket, bucketsOf, defaultUnit, fitUnit, MOST_BUCKETS, UNITS, type Unit } from './buckets.ts';
import { DAY_MS, HOUR_MS, offsetAt, QUARTER_MS } from './clock.ts';
import { findBucket, type Grain, grainOf } from './fold.ts';
import { type Period, periodOf, type Range, type Reader } from './range.ts';
import { dayOf } from './wall-time.ts';

const at = (text: string): number => Date.parse(text);
const lengthOf = ({ from, to }: Period): number => to - from;

interface Drawn {
  reader: Reader;
  range: Range;
  asked: Unit;
}

const anyChart = fc.record({ reader: anyReader, range: anyRange, asked: fc.constantFrom(...UNITS) });

function draw({ reader, range, asked }: Drawn) {
  const period = periodOf(range, reader);
  const unit = fitUnit(asked, period);
  return { period, unit, buckets: bucketsOf(period, unit, reader) };
}

describe('the buckets of any range, unit and zone', () => {
  it('cover it without a gap and without overlap, up to the bucket of now', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const { period, buckets } = draw(chart);
        const { now } = chart.reader;
        if (period.from > now) return buckets.length === 0;
        const end = buckets.at(-1)?.to ?? 0;
        return (
          buckets[0]?.from === period.from &&
          buckets.every((bucket, index) => index === 0 || bucket.from === buckets[index - 1]?.to) &&
          buckets.every((bucket) => lengthOf(bucket) > 0) &&
          (end === period.to || (end > now && end < period.to)) &&
          buckets.length <= MOST_BUCKETS + 2
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('each lie in one calendar day, week or month, or in one hour and offset', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const { unit, buckets } = draw(chart);
        const { zone } = chart.reader;
        for (const { from, to } of buckets.slice(0, 40)) {
          const [first, last] = [from + offsetAt(zone, from), to - 1 + offsetAt(zone, to - 1)];
          expect(IDENTITY[unit](last)).toBe(IDENTITY[unit](first));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are shortened only by the range and by now', () => {
    fc.assert(
      fc.property(anyChart, (chart) => {
        const { period, buckets } = draw(chart);
        const cut = buckets.filter(({ part }) => part === 'cut');
        expect(cut.every(({ from, to }) => from === period.from || to === period.to)).toBe(true);
        expect(buckets.filter(({ part }) => part === 'running')).toEqual(
          buckets.filter(({ to }) => to > chart.reader.now),
        );
      }),
      { numRuns: 300 },
    );
  });
});

const IDENTITY: Record<Unit, (wall: number) => string | number> = {
  '15m': (wall) => Math.floor(wall / QUARTER_MS),
  '1h': (wall) => Math.floor(wall / HOUR_MS),
  '1d': dayOf,
  '1w': (wall) => Math.floor((wall / DAY_MS + 3) / 7), // 1970 began on a Thursday
  '1mo': (wall) => dayOf(wall).slice(0, 7),
};

it('the sum of the buckets is the sum of the range, in rollups of their grain', () => {
  const costs = fc.infiniteStream(fc.bigInt({ min: 0n, max: 10n ** 18n }));
  fc.assert(
    fc.property(anyChart, costs, (chart, source) => {
      const { period, buckets } = draw(chart);
      const grain = grainOf(buckets);
      if (grain === null) return chart.range.kind === 'moments';
      const rows = rollup({ from: period.from, to: Math.min(chart.reader.now + 1, period.to) }, grain, source);
      const sums = buckets.map(() => 0n);
      for (const { start, cost } of rows) {
        const index = findBucket(buckets, start) ?? -1;
        // No part of the row lies beyond the bucket.
        if ((buckets[index]?.to ?? 0) < start + grain * 60_000) return false;
        sums[index] = (sums[index] ?? 0n) + cost;
      }
      return sums.reduce((sum, cost) => sum + cost, 0n) === rows.reduce((sum, { cost }) => sum + cost, 0n);
    }),
    { numRuns: 1_000 },
  );
});

/** Rows of a rollup, including the first and the last of the period. */
function rollup({ from, to }: Period, grain: Grain, costs: Iterator<bigint>): { start: number; cost: bigint }[] {
  const step = grain * 60_000;
  const last = from + Math.floor((to - 1 - from) / step) * step;
  const stride = Math.max(1, Math.floor((last - from) / step / 60)) * step;
  const rows = [];
  for (let start = from; start < last; start += stride) rows.push({ start, cost: costs.next().value });
  return last < from ? [] : [...rows, { start: last, cost: costs.next().value }];
}

describe('days on which the clock changes', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['America/Santiago', '2026-09-06', 23], // begins at 1:00
    ['America/Havana', '2026-11-01', 25], // midnight comes twice
    ['Asia/Kathmandu', '2026-03-29', 24],
  ])('in %s, %s has %d hours', (zone, day, hours) => {
    const period = periodOf({ kind: 'days', from: day, to: day }, { zone, now: at('2027-01-01') });
    expect(lengthOf(period) / HOUR_MS).toBe(hours);
  });

  it('are cut into hours at the change', () => {
    const reader = { zone: 'Australia/Lord_Howe', now: at('2026-05-01') };
    const hours = bucketsOf(periodOf({ kind: 'days', from: '2026-04-05', to: '2026-04-05' }, reader), '1h', reader);
    expect(hours).toHaveLength(25);
    expect(hours.map(lengthOf).filter((length) => length !== HOUR_MS)).toEqual([HOUR_MS / 2]);
  });

  it('the day that Samoa skipped is no day', () => {
    const reader = { zone: 'Pacific/Apia', now: at('2012-02-01') };
    const days = bucketsOf({ from: at('2011-12-28T10:00Z'), to: at('2012-01-01T10:00Z') }, '1d', reader);
    expect(days.map(({ from }) => dayOf(from + offsetAt('Pacific/Apia', from)))).toEqual([
      '2011-12-28',
      '2011-12-29',
      '2011-12-31',
      '2012-01-01',
    ]);
    expect(days.map(lengthOf)).toEqual([DAY_MS, DAY_MS, DAY_MS, DAY_MS]);
  });
});

describe('rollups are read by', () => {
  it.each([
    ['Europe/Berlin', 60],
    ['Asia/Kolkata', 15],
    ['Asia/Kathmandu', 15],
    ['Pacific/Chatham', 15],
  ])('in %s: %d minutes', (zone, grain) => {
    const reader = { zone, now: at('2026-11-22T12:00Z') };
    expect(grainOf(bucketsOf(periodOf({ kind: 'last', count: 7, length: 'd' }, reader), '1d', reader))).toBe(grain);
  });

  it('none, when a range begins within a quarter of an hour', () => {
    const reader = { zone: 'UTC', now: at('2026-11-22') };
    const period = { from: at('2026-11-01T10:07Z'), to: at('2026-11-01T12:00Z') };
    expect(grainOf(bucketsOf(period, '1h', reader))).toBeNull();
  });
});

it('a moment outside of all buckets is in none', () => {
  const buckets: Bucket[] = [
    { from: 10, to: 20, part: 'whole' },
    { from: 20, to: 30, part: 'running' },
  ];
  expect([9, 10, 19, 20, 29, 30].map((moment) => findBucket(buckets, moment))).toEqual([null, 0, 0, 1, 1, null]);
  expect(findBucket([], 5)).toBeNull();
});

it.each([
  [HOUR_MS, '15m', '15m'],
  [DAY_MS, '1h', '15m'],
  [30 * DAY_MS, '1d', '1h'],
  [365 * DAY_MS, '1w', '1d'],
  [1_097 * DAY_MS, '1mo', '1w'],
])('%d ms are shown by %s, and at the finest by %s', (length, unit, finest) => {
  const period = { from: 0, to: length };
  expect([defaultUnit(period), fitUnit('15m', period)]).toEqual([unit, finest]);
});
