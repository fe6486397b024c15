import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from './exact-json.ts';

const again = (text: string) => JSON.stringify(parseExactJson(text));

describe('exact JSON', () => {
  it.each([
    '2512292042121000001',
    '-9007199254740993',
    '1.0',
    '-0',
    '-0.0',
    '1e400',
    '1E+2',
    '1e-7',
    '0.0000001',
    '0.10',
    '3.14159265358979323846',
    '123456789012345678901234567890',
    '0.5',
    '12',
  ])('writes %s as it was read, wherever it stands', (number) => {
    for (const text of [number, `[${number}]`, `{"a":{"b":[${number},"${number}"]}}`]) expect(again(text)).toBe(text);
  });

  it('keeps the text of any number', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,20})(\.\d{1,20})?([eE][+-]?\d{1,4})?$/);
    const holds = fc.property(digits, (number) => {
      expect(again(`[${number}]`)).toBe(`[${number}]`);
    });
    fc.assert(holds, { numRuns: 2_000 });
  });

  it('keeps the last of several fields, and any name', () => {
    expect(again('{"a":1.0,"b":1,"a":2.0,"__proto__":{"x":1e9},"constructor":1}')).toBe(
      '{"a":2.0,"b":1,"__proto__":{"x":1e9},"constructor":1}',
    );
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  it.each(['{', '', '{"a":01}', '1.'])('throws on %j as JSON.parse does', (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  });
});
