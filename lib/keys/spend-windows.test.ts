import { describe, expect, it } from 'vitest';
import { fullness, type SpendWindow, tightestCap } from './spend-windows.ts';

const capped = (cap: bigint | null, used: bigint) =>
  ({ window: 'day', cap, used, zone: 'UTC', resetsAt: null }) as SpendWindow;

describe('the tightest cap', () => {
  it('is the fullest', () => expect(tightestCap([capped(100n, 61n), capped(50n, 21n)])).toMatchObject({ cap: 100n }));

  it('of equally full ones is the one with the least left', () => {
    expect(tightestCap([capped(100n, 0n), capped(10n, 0n)])).toMatchObject({ cap: 10n });
  });

  it('is a cap of zero, if there is one', () => {
    expect(tightestCap([capped(100n, 100n), capped(0n, 0n)])).toMatchObject({ cap: 0n });
    expect(tightestCap([capped(0n, 0n), capped(100n, 200n)])).toMatchObject({ cap: 0n });
  });

  it('is none without caps', () => expect(tightestCap([capped(null, 5n)])).toBeNull());
});

it.each([
  [0n, 10n, 0],
  [5n, 10n, 0.5],
  [12n, 10n, 1],
  [0n, 0n, 1],
])('is full by %d of %d to %d', (used, cap, share) => {
  expect(fullness({ ...capped(cap, used), cap: cap as never })).toBe(share);
});
