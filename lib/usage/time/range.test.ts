import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyRange, anyReader } from '../testing/ranges.ts';
import { findRange, formatRange, type Period, periodOf, previousOf, type Range } from './range.ts';

const toMinute = (moment: number): string => new Date(moment).toISOString().slice(0, 16);
const show = ({ from, to }: Period): string => `${toMinute(from)} ${toMinute(to)}`;

describe('a range in an address', () => {
  it('is parsed as it was written', () => {
    fc.assert(
      fc.property(anyRange, (range) => {
        expect(findRange(formatRange(range))).toEqual(range);
      }),
    );
  });

  it.each([
    ['7d', { kind: 'last', count: 7, length: 'd' }],
    ['this-month', { kind: 'named', name: 'this-month' }],
    ['2026-11-01..2026-11-15', { kind: 'days', from: '2026-11-01', to: '2026-11-15' }],
    [
      '2026-11-01T10:00Z..2026-11-01T14:15Z',
      { kind: 'moments', from: Date.parse('2026-11-01T10:00Z'), to: Date.parse('2026-11-01T14:15Z') },
    ],
  ])('%s is a range', (text, range) => expect(findRange(text)).toEqual(range));

  const NONE = `0d 07d 7 7D 7days 9999d 37mo -1d tomorrow 2026-11-01 2026-11-01.. 2026-11-15..2026-11-01
    2026-02-30..2026-03-01 2026-11-01..2026-11-02..2026-11-03 2026-11-01T10:00Z..2026-11-01T10:00Z
    2026-11-01T25:00Z..2026-11-03T10:00Z 2026-11-01..2026-11-02T10:00Z 2020-01-01..2029-01-01 0001-01-01..0001-01-02 ∞`;
  it.each(['', ...NONE.split(/\s+/)])('%j is not a range', (text) => expect(findRange(text)).toBeNull());
});

describe('in Berlin, on a Sunday at 15:03', () => {
  const reader = { zone: 'Europe/Berlin', now: Date.parse('2026-11-22T14:03:05Z') };

  it.each([
    ['1d', '2026-11-21T23:00 2026-11-22T23:00'],
    ['7d', '2026-11-15T23:00 2026-11-22T23:00'],
    ['24h', '2026-11-21T15:00 2026-11-22T15:00'],
    ['1w', '2026-11-15T23:00 2026-11-22T23:00'],
    ['this-week', '2026-11-15T23:00 2026-11-22T23:00'],
    ['last-week', '2026-11-08T23:00 2026-11-15T23:00'],
    ['this-month', '2026-10-31T23:00 2026-11-30T23:00'],
    ['last-month', '2026-09-30T22:00 2026-10-31T23:00'],
    ['2mo', '2026-09-30T22:00 2026-11-30T23:00'],
    ['2026-11-01..2026-11-15', '2026-10-31T23:00 2026-11-15T23:00'],
  ])('%s is of whole hours, days, weeks or months: %s', (text, expected) => {
    expect(show(periodOf(findRange(text) as Range, reader))).toBe(expected);
  });

  it.each([
    ['7d', '2026-11-08T23:00 2026-11-15T23:00', '2026-11-15T14:00'],
    ['this-month', '2026-09-30T22:00 2026-10-31T23:00', '2026-10-22T13:00'], // 15:00 in summer time
    ['last-month', '2026-08-31T22:00 2026-09-30T22:00', '2026-09-30T22:00'],
    ['2026-11-01..2026-11-15', '2026-10-16T22:00 2026-10-31T23:00', '2026-10-31T23:00'],
    ['24h', '2026-11-20T15:00 2026-11-21T15:00', '2026-11-21T14:00'],
  ])('%s is compared with %s, as far as %s', (text, expected, upTo) => {
    const previous = previousOf(findRange(text) as Range, reader);
    expect([show(previous), toMinute(previous.upTo)]).toEqual([expected, upTo]);
  });
});

it('the previous period ends where the range begins, and is counted up to the same point', () => {
  fc.assert(
    fc.property(anyReader, anyRange, (reader, range) => {
      const [period, previous] = [periodOf(range, reader), previousOf(range, reader)];
      const isFuture = reader.now < period.from;
      return (
        previous.to === period.from &&
        previous.from < previous.to &&
        (isFuture ? previous.upTo === previous.from : previous.upTo >= previous.from) &&
        previous.upTo <= previous.to
      );
    }),
    { numRuns: 500 },
  );
});
