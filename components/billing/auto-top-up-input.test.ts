import { expect, it } from 'vitest';
import { readAutoTopUp } from './auto-top-up-input.ts';

const TYPED = { threshold: '5', amount: '25', cap: '100' };

it('parses valid terms', () =>
  expect(readAutoTopUp({ threshold: '2,5', amount: ' 25 ', cap: '25' })).toEqual({
    wish: { threshold: 2_500_000_000n, netCents: 2_500, monthCapCents: 2_500 },
    wrong: [],
  }));

it.each([
  [{ threshold: '0.99' }, ['threshold']],
  [{ threshold: '' }, ['threshold']],
  [{ amount: '4' }, ['amount']],
  [{ amount: 'much' }, ['amount']],
  [{ cap: '24.99' }, ['cap']],
  [{ cap: '100.001' }, ['cap']],
  [{ cap: '99999999' }, ['cap']],
  [{ threshold: 'x', amount: 'y', cap: 'z' }, ['threshold', 'amount', 'cap']],
])('names the invalid fields of %j', (changes, wrong) =>
  expect(readAutoTopUp({ ...TYPED, ...changes })).toEqual({ wish: null, wrong }),
);
