import { expect, it } from 'vitest';
import { JSON_LIMITS } from './json-size.ts';
import { parseJson } from './parse-json.ts';

const parse = (text: string) => parseJson(Buffer.from(text)).value;

it('reads JSON', () => {
  expect(parse('{"a":[1,"ü"]}')).toEqual({ a: [1, 'ü'] });
});

it('reads JSON behind a byte order mark', () => {
  expect(parseJson(Buffer.from('\uFEFF{"a":1.0}'))).toEqual({ value: { a: 1 }, text: '{"a":1.0}' });
});

it.each(['', ' ', '{', '{"a":1,}', "{'a':1}", 'undefined'])(
  'answers %j with invalid_json and none of its text',
  (text) => {
    expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'invalid_json' }));
  },
);

it('does not repeat the body', () => {
  expect(() => parse('{"secret": tops3cret}')).toThrow(/^(?!.*tops3cret)/);
});

it('allows sixty-four levels and refuses more, however deep (F3)', () => {
  const nested = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`;
  expect(() => parse(nested(64))).not.toThrow();
  expect(() => parse(nested(65))).toThrow(expect.objectContaining({ code: 'invalid_json' }));
  expect(() => parse(nested(200_000))).toThrow(expect.objectContaining({ code: 'invalid_json' }));
});

const list = (count: number, item: (index: number) => string) => Array.from({ length: count }, (_, at) => item(at));
const object = (fields: number) => `{${list(fields, (at) => `"${at}":1`)}}`;

it('accepts fields in one object up to the limit, and refuses one more', () => {
  expect(() => parse(object(JSON_LIMITS.fields))).not.toThrow();
  const message = 'The request body has an object with more than 10000 fields.';
  expect(() => parse(object(JSON_LIMITS.fields + 1))).toThrow(message);
});

it('refuses a million fields before it parses them, however they are spread', () => {
  const refusal = expect.objectContaining({ code: 'invalid_json' });
  const broken = (text: string) => text.slice(0, -1); // not valid JSON, so a parser would report that instead
  for (const body of [object(1_000_000), `[${list(1_000, () => object(1_000))}]`, `[${list(1_000_000, () => '{}')}]`]) {
    expect(() => parse(broken(body))).toThrow(/more than/);
    expect(() => parse(body)).toThrow(refusal);
  }
});

it('accepts large honest requests', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
  const turn = [
    {
      role: 'assistant',
      content: null,
      tool_calls: [call],
      reasoning_details: [{ type: 'reasoning.text', text: 'Hm' }],
    },
    { role: 'tool', tool_call_id: 'call_1', content: [{ type: 'text', text: 'done' }] },
  ];
  const image = { type: 'image_url', image_url: { url: `data:image/png;base64,${'A'.repeat(31 * 1_048_576)}` } };
  const properties = Object.fromEntries(list(500, (at) => `field_${at}`).map((name) => [name, { type: 'string' }]));
  const tool = { type: 'function', function: { name: 'f', parameters: { type: 'object', properties } } };
  for (const body of [
    list(5_000, () => JSON.stringify(turn)).flat(),
    [JSON.stringify(image)],
    list(100, () => JSON.stringify(tool)),
  ])
    expect(() => parse(`{"all":[${body}]}`)).not.toThrow();
});
