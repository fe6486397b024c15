import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LimitName, Scope } from './policies.ts';
import { correction, decide, type Measured, remainingOf, tightest } from './window.ts';

const measure = (
  limit: number,
  used: number,
  more: { resetsInMs?: number | null; added?: number; scope?: Scope; name?: LimitName } = {},
): Measured => ({
  policy: { name: more.name ?? 'requests_per_minute', scope: more.scope ?? 'key', limit },
  count: { used, resetsInMs: more.resetsInMs === undefined ? 30_000 : more.resetsInMs },
  added: more.added ?? 1,
});

describe('a request', () => {
  it('passes up to the limit, and not one further', () => {
    expect(decide([measure(10, 10)])).toEqual({ allowed: true });
    expect(decide([measure(10, 11)])).toMatchObject({ allowed: false });
  });

  it('passes exactly when it fits into every limit', () => {
    const counts = fc.array(fc.record({ limit: fc.nat(20), used: fc.nat(20) }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(counts, (all) => {
        const { allowed } = decide(all.map(({ limit, used }) => measure(limit, used)));
        expect(allowed).toBe(all.every(({ limit, used }) => used <= limit));
      }),
    );
  });

  it('hears of the limit that takes longest to reset', () => {
    const all = [
      measure(1, 2, { resetsInMs: 1_000 }),
      measure(1, 2, { resetsInMs: 9_000, scope: 'account' }),
      measure(1, 9, { resetsInMs: null }),
    ];
    expect(decide(all)).toMatchObject({ by: { policy: { scope: 'account' } } });
  });

  it('hears first that it is too large for a limit altogether', () => {
    const tooLarge = measure(100, 200, { resetsInMs: 1_000, added: 200, name: 'tokens_per_minute' });
    expect(decide([measure(1, 2, { resetsInMs: 50_000 }), tooLarge])).toMatchObject({ by: tooLarge });
  });
});

it('shows the limit that will stop the caller first', () => {
  expect(remainingOf(tightest([measure(100, 40), measure(50, 45)]))).toBe(5);
  expect(remainingOf(tightest([measure(10, 40), measure(50, 45)]))).toBe(0);
});

it.each([
  ['more than counted, same window', 10, 25, false, 15],
  ['more than counted, later window', 10, 25, true, 15],
  ['less than counted, same window', 10, 4, false, -6],
  ['less than counted, later window', 10, 4, true, 0],
])('corrects the tokens: %s', (_case, counted, actual, windowIsOver, expected) =>
  expect(correction(counted, actual, { windowIsOver })).toBe(expected),
);
