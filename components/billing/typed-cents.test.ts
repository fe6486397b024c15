import { expect, it } from 'vitest';
import { readTypedCents } from './typed-cents.ts';

it.each([
  ['5', 500],
  ['12,50', 1_250],
  [' 10000 ', 1_000_000],
  ['4.99', null],
  ['10000.01', null],
  ['5.001', null],
  ['-20', null],
  ['', null],
  ['much', null],
])('reads “%s” as %s cents', (text, cents) => expect(readTypedCents(text)).toBe(cents));
