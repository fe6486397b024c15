import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSlice } from './json-slice.ts';

const slice = (text: string, ...path: (string | number)[]): string | undefined =>
  path
    .reduce<JsonSlice | undefined>(
      (at, step) => (typeof step === 'number' ? at?.items()[step] : at?.member(step)),
      new JsonSlice(text),
    )
    ?.toString();

describe('a part of a JSON text', () => {
  it.each([
    ['{"a":{"b":[1, {"c": 1.0}]}}', ['a', 'b', 1, 'c'], '1.0'],
    [' { "a" : [ ] , "b" : { } } ', ['a'], '[ ]'],
    [' { "a" : [ ] , "b" : { } } ', ['b'], '{ }'],
    ['{"a":"}],\\"{","b":2512292042121000001}', ['b'], '2512292042121000001'],
    ['{"a":1,"a":2}', ['a'], '2'],
    ['{"\\u0061":1}', ['a'], '1'],
    ['{"__proto__":{"x":1}}', ['__proto__', 'x'], '1'],
    ['[[],[1 ,2\n]]', [1, 1], '2'],
    ['{"a":{"b":1}}', ['b'], undefined],
    ['{"a":[1]}', ['a', 1], undefined],
    ['"a"', ['a'], undefined],
    ['[1]', ['0'], undefined],
  ])('of %s at %j is as it is written', (text, path, expected) => expect(slice(text, ...path)).toBe(expected));

  it('equals the parsed value, for any position and spelling', () => {
    const holds = fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 1, '\t'), (value, indent) => {
      const text = JSON.stringify({ value }, null, indent);
      check(JSON.parse(text).value, new JsonSlice(text).member('value'));
    });
    fc.assert(holds, { numRuns: 500 });
  });
});

function check(value: unknown, at: JsonSlice | undefined): void {
  expect(JSON.parse(String(at))).toEqual(value);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) for (const [index, item] of value.entries()) check(item, at?.items()[index]);
  else for (const [key, member] of Object.entries(value)) check(member, at?.member(key));
}
