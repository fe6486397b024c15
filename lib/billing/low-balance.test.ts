import { expect, it } from 'vitest';
import { isLow } from './low-balance.ts';
import { nanoUsd } from './money.ts';

it.each([
  [999_999_999n, 0n, 1_000_000_000n, true],
  [1_000_000_000n, 0n, 1_000_000_000n, false],
  [0n, 1_000_000_000n, 1_000_000_000n, false],
  [0n, 0n, 1_000_000_000n, true],
  [19_999_999_999n, 0n, 20_000_000_000n, true],
  [1n, 0n, null, false],
  [0n, 1n, null, false],
  [0n, 0n, null, true],
])('%d available and %d held is low for a threshold of %s: %s', (available, held, below, expected) => {
  const threshold = below === null ? null : nanoUsd(below);
  expect(isLow({ available: nanoUsd(available), held: nanoUsd(held) }, threshold)).toBe(expected);
});
