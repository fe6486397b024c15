import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nanoUsd } from '#lib/billing/money.ts';
import { forecast, type HourSpend } from './forecast.ts';

const NOW = new Date('2026-11-30T12:30:00Z');
const HOUR_MS = 3_600_000;

const spent = (hoursAgo: number, amount: bigint): HourSpend => ({
  at: new Date(Math.floor(NOW.getTime() / HOUR_MS - hoursAgo) * HOUR_MS),
  amount: nanoUsd(amount),
});

const steady = (weeks: number, amount = 1n) =>
  Array.from({ length: weeks * 168 }, (_, index) => spent(index + 1, amount));

it('gives no forecast after less than three days of use', () => {
  expect(forecast([], nanoUsd(5n), NOW)).toEqual({ kind: 'unknown' });
  expect(forecast([spent(1, 1n), spent(2, 1n), spent(30, 1n)], nanoUsd(5n), NOW)).toEqual({ kind: 'unknown' });
});

it('at an even pace, knows the hour', () => {
  const moment = new Date('2026-12-01T12:00:00Z');
  expect(forecast(steady(4), nanoUsd(24n), NOW)).toEqual({ kind: 'empties', from: moment, until: moment });
  expect(forecast(steady(1), nanoUsd(24n), NOW)).toEqual({ kind: 'empties', from: moment, until: moment });
});

it('lasts when nothing or little is spent', () => {
  expect(forecast(steady(4), nanoUsd(10n ** 9n), NOW)).toEqual({ kind: 'lasts' });
  expect(forecast(steady(4, 0n), nanoUsd(1n), NOW)).toEqual({ kind: 'lasts' });
});

it('accounts for quiet nights and weekends', () => {
  // Noon of each weekday for four weeks; today's noon has already passed.
  const noons = [1, 2, 3, 4]
    .flatMap((week) => [3, 4, 5, 6, 7].map((day) => spent(0.5 + 24 * (week * 7 - day + 3), 10n)))
    .filter(({ at }) => at < NOW);
  const found = forecast(noons, nanoUsd(20n), NOW);
  expect(found.kind).toBe('empties');
  if (found.kind === 'empties') expect(found.until.getUTCHours()).toBe(13);
});

it('between the dearest week and the mean there is a span, and more credit never ends sooner', () => {
  const hours = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 4 * 168 }), fc.bigInt(1n, 1_000n)).map(([hour, amount]) => spent(hour, amount)),
    { minLength: 80, maxLength: 300 },
  );
  fc.assert(
    fc.property(hours, fc.bigInt(1n, 50_000n), (spends, available) => {
      const less = forecast(spends, nanoUsd(available), NOW);
      const more = forecast(spends, nanoUsd(available * 2n), NOW);
      if (less.kind !== 'empties') return expect(more.kind).not.toBe('empties');
      expect(less.from <= less.until && less.from > NOW).toBe(true);
      if (more.kind === 'empties') expect(more.from >= less.from && more.until >= less.until).toBe(true);
    }),
  );
});
