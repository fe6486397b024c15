import { expect, it } from 'vitest';
import { CATALOG } from '#lib/models/catalog.ts';
import { saying } from '../testing/client.ts';
import { refusalOf } from '../testing/refusals.ts';

it('takes the plainest request on every model', () => {
  for (const { upstreamIds } of CATALOG) expect(refusalOf(saying('Hi', { model: upstreamIds.anthropic }))).toBeNull();
});

it.each([null, 7, 'text', []])('refuses a body that is %j', (body) => {
  expect(refusalOf(body)).toBe('Input should be a valid dictionary');
});

it('knows no fields from the prototype', () => {
  expect(refusalOf(saying('Hi', JSON.parse('{"__proto__": {}, "constructor": 1}')))).toMatch(
    /Extra inputs are not permitted/,
  );
  expect(refusalOf(saying([{ type: 'constructor' }]))).toMatch(/does not match any of the expected tags/);
});
