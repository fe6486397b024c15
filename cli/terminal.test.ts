import { expect, it } from 'vitest';
import { toDollars, toJson, toTable } from './terminal.ts';

it.each([
  [12_400_000_000n, '$12.40'],
  [0n, '$0.00'],
  [4_125_000n, '$0.004125'],
  [1n, '$0.000000001'],
  [-500_000_000n, '-$0.50'],
  [1_234_567_000_000_000n, '$1234567.00'],
])('writes %i nano-USD exactly, as %s', (amount, text) => expect(toDollars(amount)).toBe(text));

it('writes amounts in JSON as text, so that none is rounded', () =>
  expect(JSON.parse(toJson({ heldNanoUsd: 9_007_199_254_740_993n }))).toEqual({ heldNanoUsd: '9007199254740993' }));

it('lines columns up', () =>
  expect(
    toTable(
      ['ID', 'NAME'],
      [
        ['key_1', 'CI'],
        ['k', 'Production'],
      ],
    ),
  ).toBe('ID     NAME\nkey_1  CI\nk      Production'));
