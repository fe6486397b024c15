import { describe, expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import {
  formatBalance,
  formatCost,
  formatCount,
  formatDay,
  formatExactCost,
  formatExactUsd,
  formatMoment,
  formatRelative,
} from './format.ts';
import { LOCALES } from './locales.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it.each([
    ['en', '$0.004125'],
    ['de', '0,004125 $'],
    ['fr', '0,004125 $'],
    ['es', '0,004125 $'],
    ['ja', '$0.004125'],
    ['zh', '$0.004125'],
  ] as const)('shows what a call cost in %s', (locale, expected) => {
    expect(plain(formatCost(locale, nanoUsd(4_125_000n)))).toBe(expected);
  });

  it.each(LOCALES)('keeps every digit of an amount no float can hold, in %s', (locale) => {
    const digits = formatExactUsd(locale, nanoUsd(123_456_789_012_345_678_901n)).replaceAll(/\D/g, '');
    expect(digits).toBe('123456789012345678901');
  });

  it('never shows a balance higher than it is', () => {
    expect(formatBalance('en', nanoUsd(12_409_999_999n))).toBe('$12.40');
    expect(formatBalance('en', nanoUsd(-1_000_000n))).toBe('-$0.01');
  });

  it('shows an amount below a cent as more than zero', () => {
    expect(formatBalance('en', nanoUsd(9_999_999n))).toBe('$0.010000');
    expect(formatBalance('en', nanoUsd(1_371_000n))).toBe('$0.001371');
    expect(formatBalance('en', nanoUsd(0n))).toBe('$0.00');
  });

  it('aligns the costs of calls', () => {
    expect(formatCost('en', nanoUsd(8_250_000n))).toBe('$0.008250');
    expect(formatCost('en', nanoUsd(12_345_000_000n))).toBe('$12.345');
    expect(formatCost('en', nanoUsd(0n))).toBe('$0.00');
    expect(formatExactCost('en', nanoUsd(8_250_000n))).toBe('$0.008250');
    expect(formatExactCost('en', nanoUsd(1_250_000_003n))).toBe('$1.250000003');
  });

  it('does not round the smallest charge to nothing', () => {
    expect(formatCost('en', nanoUsd(75n))).toBe('$0.000000075');
  });
});

describe('counts', () => {
  it.each([
    [999, '999'],
    [1_000, '1k'],
    [12_449, '12.4k'],
    [999_949, '999.9k'],
    [999_950, '1M'],
    [1_250_000_000, '1.3B'],
  ])('shortens %d to %s', (count, expected) => expect(formatCount('en', count)).toBe(expected));

  it('uses the separator of the language', () => expect(formatCount('de', 12_449)).toBe('12,4k'));
});

describe('times', () => {
  const now = new Date('2026-11-22T17:16:51Z');

  it.each(LOCALES)('always names the zone in %s', (locale) => {
    expect(formatMoment(locale, now, 'UTC')).toContain('UTC');
  });

  it('counts in the largest whole unit', () => {
    expect(formatRelative('en', new Date('2026-11-22T17:13:40Z'), now)).toBe('3 minutes ago');
    expect(formatRelative('de', new Date('2026-11-24T17:16:51Z'), now)).toBe('übermorgen');
    expect(formatRelative('de', new Date('2026-11-22T08:16:51Z'), now)).toBe('vor 9 Stunden');
    expect(formatRelative('ja', new Date('2026-09-12T17:16:51Z'), now)).toBe('2か月前');
  });

  it('keeps a day the day it is in UTC', () => {
    expect(formatDay('en', new Date('2026-11-22T23:59:59Z'))).toBe('Nov 22, 2026');
  });
});
