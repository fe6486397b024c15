import { expect, it } from 'vitest';
import { heightOf, niceCeiling } from './scale.ts';

it.each([
  [0n, 10n, 10n],
  [10n, 10n, 10n],
  [11n, 10n, 20n],
  [21n, 10n, 50n],
  [51n, 10n, 100n],
  [123_456_789_012n, 1_000n, 200_000_000_000n],
])('an axis for %d, at least %d, ends at %d', (most, least, expected) => {
  expect(niceCeiling(most, least)).toBe(expected);
});

it('the smallest bar can be seen, and none is drawn for nothing', () => {
  expect(heightOf(1n, 1_000_000n)).toBe(1.5);
  expect(heightOf(0n, 10n)).toBe(0);
  expect(heightOf(5n, 10n)).toBe(50);
});
