import { expect, it } from 'vitest';
import { backOffMs, MOST_ATTEMPTS } from './run.ts';

const waits = Array.from({ length: MOST_ATTEMPTS }, (_, index) => backOffMs(index + 1));

it('waits longer after each failure, never more than an hour, and gives up after more than a day', () => {
  const real = waits.filter((wait) => wait !== null);
  expect(real.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
  expect(real.toSorted((one, other) => one - other)).toEqual(real);
  expect(real.at(-1)).toBe(3_600_000);
  expect(real.reduce((sum, wait) => sum + wait)).toBeGreaterThan(24 * 3_600_000);
  expect(waits.indexOf(null)).toBe(MOST_ATTEMPTS - 1);
});
