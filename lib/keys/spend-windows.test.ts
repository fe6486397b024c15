import { describe, expect, it } from 'vitest';
import { type Budget, fullness, type SpendWindow, spendWindows, tightestCap } from './spend-windows.ts';

const NOW = new Date('2026-11-22T17:00:00Z');
const BUDGET: Budget = {
  capTotal: 100n,
  capMonth: 50n,
  capDay: null,
  held: 1n,
  spentTotal: 60n,
  spentMonth: 20n,
  month: new Date('2026-11-01T00:00:00Z'),
  spentDay: 5n,
  day: new Date('2026-11-22T00:00:00Z'),
};
const usedIn = (budget: Budget | null, now = NOW) => spendWindows(budget, now).map(({ used }) => used);
const capped = (cap: bigint, used: bigint) => ({ window: 'day', cap, used, resetsAt: null }) as SpendWindow;

describe('what a key has used', () => {
  it('includes what is held for running requests', () => expect(usedIn(BUDGET)).toEqual([61n, 21n, 6n]));

  it('forgets yesterday at midnight UTC and last month on the first', () => {
    expect(usedIn(BUDGET, new Date('2026-11-22T23:59:59.999Z'))).toEqual([61n, 21n, 6n]);
    expect(usedIn(BUDGET, new Date('2026-11-23T00:00:00Z'))).toEqual([61n, 21n, 1n]);
    expect(usedIn(BUDGET, new Date('2026-12-01T00:00:00Z'))).toEqual([61n, 1n, 1n]);
  });

  it('is nothing without a budget', () => expect(usedIn(null)).toEqual([0n, 0n, 0n]));

  it('resets at the next midnight and on the next first, also across the year', () => {
    const resets = spendWindows(BUDGET, new Date('2026-12-31T12:00:00Z')).map(({ resetsAt }) => resetsAt);
    expect(resets).toEqual([null, new Date('2027-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z')]);
  });
});

describe('the tightest cap', () => {
  it('is the fullest', () => expect(tightestCap(spendWindows(BUDGET, NOW))).toMatchObject({ window: 'total' }));

  it('of equally full ones is the one with the least left', () => {
    expect(tightestCap([capped(100n, 0n), capped(10n, 0n)])).toMatchObject({ cap: 10n });
  });

  it('is one of nothing, when there is one', () => {
    expect(tightestCap([capped(100n, 100n), capped(0n, 0n)])).toMatchObject({ cap: 0n });
    expect(tightestCap([capped(0n, 0n), capped(100n, 200n)])).toMatchObject({ cap: 0n });
  });

  it('is none without caps', () => expect(tightestCap(spendWindows(null, NOW))).toBeNull());
});

it.each([
  [0n, 10n, 0],
  [5n, 10n, 0.5],
  [12n, 10n, 1],
  [0n, 0n, 1],
])('is full by %d of %d to %d', (used, cap, share) => {
  expect(fullness({ ...capped(cap, used), cap: cap as never })).toBe(share);
});
