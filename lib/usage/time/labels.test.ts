import { describe, expect, it } from 'vitest';
import { LOCALES } from '#lib/i18n/locales.ts';
import { bucketsOf, type Unit } from './buckets.ts';
import { labelBuckets } from './labels.ts';
import { findRange, periodOf, type Range } from './range.ts';

const reader = { zone: 'Europe/Berlin', now: Date.parse('2026-11-22T14:03Z') };

function label(range: string, unit: Unit, locale: (typeof LOCALES)[number] = 'en', zone = reader.zone) {
  const there = { ...reader, zone };
  return labelBuckets(bucketsOf(periodOf(findRange(range) as Range, there), unit, there), unit, { zone, locale });
}

/** Newer releases of ICU use narrow spaces in place of plain ones. */
const plain = (text: string | undefined) => text?.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

describe('a bucket is named', () => {
  it.each<[string, Unit, string, string]>([
    ['2d', '1d', 'Sat, Nov 21, 2026', 'Nov 21'],
    ['2026-03-29..2026-03-29', '1d', 'Sun, Mar 29, 2026 (23 hr)', 'Mar 29'],
    ['2026-10-25..2026-10-25', '1d', 'Sun, Oct 25, 2026 (25 hr)', 'Oct 25'],
    ['1d', '1h', 'Sun, Nov 22, 2026, 12:00 AM', 'Nov 22'],
    ['1h', '15m', 'Sun, Nov 22, 2026, 3:00 PM', '3:00 PM'],
    ['last-week', '1w', 'Nov 9 – 15, 2026', 'Nov 9'],
    ['last-month', '1mo', 'October 2026', 'Oct'],
    ['2026-01-01..2026-01-31', '1mo', 'January 2026', '2026'],
    ['2026-11-03..2026-11-05', '1mo', 'Nov 3 – 5, 2026', 'Nov'],
  ])('the first of %s by %s: %s', (range, unit, name, tick) => {
    const [first] = label(range, unit);
    expect([plain(first?.name), plain(first?.tick)]).toEqual([name, tick]);
  });

  it('with its offset when the clock shows the same hour twice', () => {
    const names = label('2026-10-25..2026-10-25', '1h').map(({ name }) => plain(name));
    expect(names.slice(1, 5)).toEqual([
      'Sun, Oct 25, 2026, 1:00 AM',
      'Sun, Oct 25, 2026, 2:00 AM GMT+2',
      'Sun, Oct 25, 2026, 2:00 AM GMT+1',
      'Sun, Oct 25, 2026, 3:00 AM',
    ]);
    expect(new Set(names).size).toBe(25);
  });

  it.each(LOCALES)('unlike every other one in %s, while clocks change', (locale) => {
    for (const zone of ['Europe/Berlin', 'Australia/Lord_Howe', 'America/Havana']) {
      for (const unit of ['15m', '1h', '1d', '1w', '1mo'] as const) {
        for (const range of ['2026-04-04..2026-04-06', '2026-10-24..2026-10-26', '2026-10-31..2026-11-02']) {
          const names = label(range, unit, locale, zone).map(({ name }) => name);
          expect(new Set(names).size).toBe(names.length);
        }
      }
    }
  });
});

it('months rank above weeks, weeks above days, midnight above noon, and whole hours above their quarters', () => {
  const ranks = (range: string, unit: Unit) => label(range, unit).map(({ rank }) => rank);
  const [month, ...days] = ranks('2026-11-01..2026-11-08', '1d');
  const [midnight, , , three, , , six, , , , , , noon] = ranks('2026-11-03..2026-11-03', '1h');
  const [hour, quarter, half] = ranks('2026-11-03..2026-11-03', '15m').slice(4);
  const monday = days[0];
  const order = [month, monday, midnight, noon, six, three, hour, half, quarter];
  expect(order).toEqual([...order].sort((a = 0, b = 0) => b - a));
  expect(new Set(order).size).toBe(order.length);
  expect(days.slice(1)).toEqual(days.slice(1).map(() => midnight));
});

it('no buckets have no names', () => expect(labelBuckets([], '1d', { zone: 'UTC', locale: 'en' })).toEqual([]));
