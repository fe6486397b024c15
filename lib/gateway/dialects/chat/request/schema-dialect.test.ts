import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { acceptMessages } from '#lib/sandbox/validate/validate.ts';
import { adjusted, bodyOf, fn, refusal } from '../testing/requests.ts';
import { toCurrentDialect } from './schema-dialect.ts';

const PARAM = 'tools[1].function.parameters';
const current = (schema: object) => toCurrentDialect(schema as Record<string, unknown>, PARAM, "function 'f'");
const field = (schema: unknown) =>
  (current({ properties: { a: schema } }) as { properties: { a: unknown } }).properties.a;

describe('a schema of an older dialect', () => {
  it.each([
    ['draft 4: exclusive limits', { minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
    ['draft 4: inclusive limits', { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    ['draft 4: an exclusive limit without the limit', { exclusiveMaximum: true }, {}],
    ['draft 4: schemas by place', { items: [{ type: 'string' }, true] }, { prefixItems: [{ type: 'string' }, true] }],
    [
      'draft 4: schemas by place, and for the rest',
      { items: [{}], additionalItems: { type: ['null', 'null'] } },
      { prefixItems: [{}], items: { type: ['null'] } },
    ],
    [
      'draft 4: no more than these places',
      { items: [{}], additionalItems: false },
      { prefixItems: [{}], items: false },
    ],
    [
      'draft 4: a place to refer to',
      { id: '#address', type: 'object' },
      { id: '#address', type: 'object', $anchor: 'address' },
    ],
    ['draft 3: any type', { type: 'any', title: 'A' }, { title: 'A' }],
    ['draft 3: any type among others', { type: ['string', 'any'] }, {}],
    ['a generator’s path for an id', { $id: '#/properties/a', type: 'string' }, { type: 'string' }],
    ['a name for an id', { $id: '#a' }, { $anchor: 'a' }],
    ['Gemini: types in capitals', { type: 'STRING' }, { type: 'string' }],
    [
      'Gemini: a list of objects',
      { type: 'ARRAY', items: { type: 'OBJECT' } },
      { type: 'array', items: { type: 'object' } },
    ],
    [
      'Python: types by their names',
      { type: ['str', 'int', 'None'.toLowerCase()] },
      { type: ['string', 'integer', 'null'] },
    ],
    ['OpenAPI: nullable', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    ['OpenAPI: not nullable', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'OpenAPI: one of these or null',
      { type: 'string', enum: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    ['OpenAPI: this or null', { const: 'a', nullable: true }, { enum: ['a', null] }],
    ['OpenAPI: a reference or null', { $ref: '#/x', nullable: true }, { anyOf: [{ $ref: '#/x' }, { type: 'null' }] }],
    [
      'OpenAPI: alternatives or null',
      { oneOf: [{ type: 'string' }], nullable: true },
      { oneOf: [{ type: 'string' }, { type: 'null' }] },
    ],
    ['OpenAPI: anything or null', { nullable: true }, {}],
    ['OpenAPI: one example', { examples: 'x' }, { examples: ['x'] }],
    [
      'PHP: empty objects',
      { properties: [], $defs: [], additionalProperties: [], items: [] },
      { properties: {}, $defs: {}, additionalProperties: {} },
    ],
    ['PHP: a field of any form', { properties: { a: [] } }, { properties: { a: {} } }],
    [
      'nothing in place of a keyword',
      { enum: null, items: null, required: null, description: null, anyOf: [], default: null },
      { default: null },
    ],
    ['a mark where a list belongs', { type: 'string', required: true }, { type: 'string' }],
    ['names twice', { required: ['a', 'b', 'a'] }, { required: ['a', 'b'] }],
    [
      'words that are none',
      { description: ['a', 1], title: 7, deprecated: 'yes' },
      { description: '["a",1]', title: '7' },
    ],
  ])('is sent in today’s: %s', (_name, older, today) => expect(field(older)).toEqual(today));

  it('asks for the fields that are marked as required', () => {
    const marked = { a: { type: 'string', required: true }, b: { required: false }, c: { required: true } };
    expect(current({ type: 'object', properties: marked, required: ['b'] })).toEqual({
      type: 'object',
      properties: { a: { type: 'string' }, b: {}, c: {} },
      required: ['b', 'a', 'c'],
    });
  });

  it('is converted wherever it holds schemas, and nowhere else', () => {
    const old = { type: 'STRING' };
    const today = { type: 'string' };
    const holding = (schema: object) => ({
      ...{ properties: { type: schema, nullable: schema }, $defs: { a: schema }, definitions: { a: schema } },
      ...{ patternProperties: { a: schema }, additionalProperties: schema, propertyNames: schema, not: schema },
      ...{
        anyOf: [schema],
        oneOf: [schema],
        allOf: [schema],
        items: schema,
        contains: schema,
        if: schema,
        else: schema,
      },
      ...{ dependentSchemas: { a: schema }, dependencies: { a: schema, b: ['a'] }, prefixItems: [schema, false] },
    });
    const data = { default: old, const: old, enum: [old, null], examples: [old], 'x-extra': old, example: [] };
    expect(current({ ...holding(old), ...data })).toEqual({ ...holding(today), ...data });
  });

  it('no longer names that dialect, and one of today comes back as it is', () => {
    const today = {
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { a: { type: ['string', 'null'] } },
    };
    expect(current(today)).toBe(today);
    expect(current({ ...today, required: null })).toEqual({ properties: today.properties });
  });

  it('is reported, for tools and for answers', () => {
    const schema = { type: 'object', properties: { a: { type: 'string', nullable: true } } };
    expect(adjusted({ tools: [fn('a'), fn('f', schema)] })).toEqual(['tools[1].function.parameters=mapped']);
    const response_format = { type: 'json_schema', json_schema: { name: 's', schema } };
    expect(bodyOf({ response_format }).output_config?.format?.schema).toMatchObject({
      properties: { a: { type: ['string', 'null'] } },
    });
  });

  it('may have no parameters in PHP’s way', () => {
    expect(bodyOf({ tools: [fn('f', [])] }).tools?.[0]?.input_schema).toEqual({ type: 'object', properties: {} });
  });
});

describe('a value that is a schema in no dialect', () => {
  it.each([
    [{ required: [{ toString: 1 }] }, 'properties.a.required` must be a list of names.'],
    [{ required: 'a' }, 'properties.a.required` must be a list of names.'],
    [{ type: 'file' }, 'properties.a.type` must be one of string, number, integer, boolean, array, object, null.'],
    [{ type: {} }, 'properties.a.type` must be the name of a type.'],
    [{ enum: 'a' }, 'properties.a.enum` must be a list of values.'],
    [{ minLength: '5' }, 'properties.a.minLength` must be a whole number of at least 0.'],
    [{ minimum: '5' }, 'properties.a.minimum` must be a number.'],
    [{ multipleOf: 0 }, 'properties.a.multipleOf` must be a number above 0.'],
    [{ pattern: 1 }, 'properties.a.pattern` must be a text.'],
    [{ uniqueItems: 'no' }, 'properties.a.uniqueItems` must be true or false.'],
    [{ properties: 'a' }, 'properties.a.properties` must be an object with a schema for each name.'],
    [{ anyOf: [{}, 'a'] }, 'properties.a.anyOf.1` must be a schema: an object, `true` or `false`.'],
    [{ type: [['string']] }, 'properties.a.type` must be the name of a type.'],
    [{ allOf: {} }, 'properties.a.allOf` must be a list of schemas.'],
    ['string', 'properties.a` must be a schema: an object, `true` or `false`.'],
  ])('is refused with the place and the reason: %j', (schema, reason) => {
    expect(() => field(schema)).toThrow(`Invalid schema for function 'f': \`${PARAM}.${reason}`);
    const tools = [fn('a'), fn('f', { type: 'object', properties: { a: schema } })];
    expect(refusal({ tools })).toEqual({ code: 'invalid_json_schema', param: PARAM });
  });
});

const KEYWORDS = (
  'type properties required enum items nullable exclusiveMinimum minimum multipleOf maxLength pattern format $ref $id id ' +
  '$anchor title description examples uniqueItems deprecated additionalProperties additionalItems contains not if anyOf ' +
  'oneOf allOf prefixItems $defs definitions patternProperties dependentRequired dependencies const default __proto__ ' +
  'constructor toString unknown'
).split(' ');
const SPITE = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e308,
  '',
  'a',
  'object',
  'STRING',
  '#',
  '#/$defs/a',
  '#/properties/a b',
  '\ud800',
];
const hostile = fc.letrec<{ schema: unknown; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(...SPITE, [], {}, { toString: 1 }, [{ toString: null }], ['a', 'a']),
    fc.array(tie('schema'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'a b', '__proto__', 'toString', '名'), tie('schema'), { maxKeys: 3 }),
    tie('schema'),
  ),
  schema: fc.oneof(
    { maxDepth: 5 },
    fc.dictionary(fc.constantFrom(...KEYWORDS), tie('value'), { maxKeys: 5 }),
    tie('value'),
  ),
})).schema;

it('any value in a schema is refused, or sent as upstream takes it', () => {
  const schema = fc.dictionary(fc.constantFrom(...KEYWORDS), hostile, { maxKeys: 6 });
  let accepted = 0;
  const holds = fc.property(schema, fc.constantFrom('claude-sonnet-4-6', 'claude-3-5-sonnet'), (parameters, model) => {
    const tools = [fn('f', parameters, { strict: true })];
    const response_format = { type: 'json_schema', json_schema: { name: 's', schema: parameters } };
    for (const fields of [{ tools }, { response_format }]) {
      try {
        acceptMessages(JSON.parse(JSON.stringify(bodyOf(fields, model))));
        accepted += 1;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        expect(['invalid_json_schema', 'invalid_value']).toContain(error.code);
      }
    }
  });
  fc.assert(holds, { numRuns: 2_000 });
  expect(accepted).toBeGreaterThan(200);
});
