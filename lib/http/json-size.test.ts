import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sizeOfJson } from './json-size.ts';

const LIMITS = { depth: 3, members: 6, fields: 2 };
const excess = (value: unknown) => sizeOfJson(JSON.stringify(value), LIMITS).excess;

it.each([
  [{ a: 1, b: { c: [1, 2] } }, null],
  [[[[1]]], null],
  [[[[[1]]]], 'depth'],
  [{ a: 1, b: 2, c: 3 }, 'fields'],
  [
    [
      { a: 1, b: 2 },
      { c: 3, d: 4 },
    ],
    null,
  ],
  [[1, 2, 3, 4, 5, 6], null],
  [[1, 2, 3, 4, 5, 6, 7], 'members'],
  [[{}, {}, {}, {}], 'members'],
])('finds in %j: %s', (value, expected) => expect(excess(value)).toBe(expected));

it('counts nothing inside strings', () => {
  expect(excess({ '{[,:"\\': '[[[[{{,,,,,,::::"\\\\' })).toBeNull();
  expect(excess(['\\', '"', '\\"', ',,,,,,,,'])).toBeNull();
});

it('ends also where the text does', () => {
  for (const text of ['"', '"\\', '{"a', ']]]]]]', '\\"', '']) expect(sizeOfJson(text, LIMITS).excess, text).toBeNull();
});

it('counts as many members as parsing finds', () => {
  const isExact = fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
    const { depth, members, fields } = measure(value);
    const text = JSON.stringify(value);
    expect(sizeOfJson(text, { depth, members, fields }).excess).toBeNull();
    if (depth > 0) expect(sizeOfJson(text, { depth: depth - 1, members, fields }).excess).toBe('depth');
    if (fields > 0) expect(sizeOfJson(text, { depth, members, fields: fields - 1 }).excess).toBe('fields');
  });
  fc.assert(isExact, { numRuns: 1_000 });
});

/** Measures by walking the parsed value; `members` is an upper bound. */
function measure(value: unknown): { depth: number; members: number; fields: number } {
  if (typeof value !== 'object' || value === null) return { depth: 0, members: 0, fields: 0 };
  const inner = Object.values(value).map(measure);
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return {
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    members: 1 + inner.length + inner.reduce((sum, { members }) => sum + members, 0),
    fields: Math.max(own, ...inner.map(({ fields }) => fields)),
  };
}
