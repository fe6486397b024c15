import { expect, it } from 'vitest';
import { parseJson } from './parse-json.ts';

const parse = (text: string) => parseJson(Buffer.from(text));

it('reads JSON', () => {
  expect(parse('{"a":[1,"ü"]}')).toEqual({ a: [1, 'ü'] });
});

it.each(['', ' ', '{', '{"a":1,}', "{'a':1}", 'undefined'])(
  'answers %j with invalid_json and none of its text',
  (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'invalid_json' }));
  },
);

it('does not repeat what was sent', () => {
  expect(() => parse('{"secret": tops3cret}')).toThrow(/^(?!.*tops3cret)/);
});

it('allows sixty-four levels and refuses more, however deep (F3)', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  expect(() => parse(nested(64))).not.toThrow();
  expect(() => parse(nested(65))).toThrow(expect.objectContaining({ code: 'invalid_json' }));
  expect(() => parse(nested(200_000))).toThrow(expect.objectContaining({ code: 'invalid_json' }));
});
