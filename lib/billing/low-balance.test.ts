import { expect, it } from 'vitest';
import { isLow } from './low-balance.ts';
import { nanoUsd } from './money.ts';

it.each([
  [999_999_999n, 0n, true],
  [1_000_000_000n, 0n, false],
  [0n, 1_000_000_000n, false],
  [0n, 0n, true],
])('%d available and %d held is low: %s', (available, held, expected) => {
  expect(isLow({ available: nanoUsd(available), held: nanoUsd(held) })).toBe(expected);
});
