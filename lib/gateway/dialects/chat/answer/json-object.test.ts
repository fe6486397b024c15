import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endObject, NO_OBJECT_YET, scanObject } from './json-object.ts';

/** Returns all visible text of a text that arrives in pieces. */
function read(pieces: string[]): string {
  let scan = NO_OBJECT_YET;
  let text = '';
  for (const piece of pieces) {
    const step = scanObject(scan, piece);
    scan = step.scan;
    text += step.text;
  }
  return text + endObject(scan);
}

describe('the outermost object', () => {
  it.each([
    ['alone', '{"a":1}', '{"a":1}'],
    ['in a fence', '```json\n{"a":1}\n```', '{"a":1}'],
    ['between remarks with braces', 'Use {x} or { y }: {"a":{}} and {"b":2}', '{"a":{}}'],
    ['with braces and quotes in strings', '{"a":"}\\"}{"}!', '{"a":"}\\"}{"}'],
    ['with blanks after its brace', 'x {\n  "a": 1\n}', '{\n  "a": 1\n}'],
    ['empty', 'Nothing: { }', '{ }'],
    ['cut in the middle', 'So: {"a":[1,', '{"a":[1,'],
    ['missing', 'No {object} here', 'No {object} here'],
  ])('is found %s', (_name, text, expected) => {
    expect(read([text])).toBe(expected);
    expect(read([...text])).toBe(expected);
  });

  it('is the serialised object, whatever surrounds it and wherever the text is cut', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue());
    const around = fc.constantFrom('', 'Sure!\n', '```json\n', '`{}x` '.replace('{}', '{z}'));
    fc.assert(
      fc.property(value, around, fc.nat(), fc.nat(), (object, before, cut1, cut2) => {
        const text = `${before}${JSON.stringify(object, null, 1)}\n\`\`\``;
        const [first = 0, second = 0] = [cut1 % text.length, cut2 % text.length].sort((a, b) => a - b);
        const seen = read([text.slice(0, first), text.slice(first, second), text.slice(second)]);
        expect(JSON.parse(seen)).toEqual(JSON.parse(JSON.stringify(object)));
      }),
    );
  });
});
