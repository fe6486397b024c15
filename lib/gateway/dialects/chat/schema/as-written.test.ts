import { expect, it } from 'vitest';
import { holdsRoundedNumber } from './as-written.ts';

it.each([
  ['[1,2.5,"9007199254740993",null]', false],
  ['{"a":[9007199254740991]}', false],
  ['{"a":[9007199254740993]}', true],
  ['{"enum":[1e400]}', true],
  ['{"const":3.14159265358979323846}', true],
  ['{"const":-0.1234}', false],
])('finds out whether %s lost something: %s', (text, expected) => {
  expect(holdsRoundedNumber(JSON.parse(text))).toBe(expected);
});
