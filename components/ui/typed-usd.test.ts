import { expect, it } from 'vitest';
import { readTypedUsd } from './typed-usd.ts';

it.each([
  ['', null],
  [' ', null],
  ['12,50', 12_500_000_000n],
  ['1.5', 1_500_000_000n],
  ['0.001', 1_000_000n],
  ['1.234567', 1_234_567_000n],
  ['1000000001', undefined],
  ['twelve', undefined],
  ['1,500', undefined],
  ['1.500', undefined],
])('reads %j as %s', (typed, amount) => expect(readTypedUsd(typed)).toBe(amount));
