import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { patternInstance } from './pattern-instance.ts';
import { instanceOf } from './schema-instance.ts';
import { schemaProblem } from './validate/output-schema.ts';

type Schema = Record<string, unknown>;

const FORMATS = ['date-time', 'date', 'email', 'uri', 'ipv4', 'ipv6', 'uuid'];
const PATTERNS = ['^[a-z]{3}-\\d+$', '^(?:yes|no)$', '^#[0-9A-F]{6}$', '^\\+?\\d{2,}( \\w+)*$'];

const scalar: fc.Arbitrary<Schema> = fc.oneof(
  fc.constantFrom('string', 'integer', 'number', 'boolean', 'null').map((type) => ({ type })),
  fc.constantFrom(...FORMATS).map((format) => ({ type: 'string', format })),
  fc.constantFrom(...PATTERNS).map((pattern) => ({ type: 'string', pattern })),
  fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 }).map((values) => ({ type: 'string', enum: values })),
  fc.oneof(fc.string(), fc.integer(), fc.boolean()).map((value) => ({ const: value })),
  fc.constant({ type: ['string', 'null'] }),
);

const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,6}$/);

function objectOf(value: fc.Arbitrary<unknown>): fc.Arbitrary<Schema> {
  return fc.dictionary(name, fc.tuple(value, fc.boolean()), { maxKeys: 4 }).map((fields) => ({
    type: 'object',
    properties: Object.fromEntries(Object.entries(fields).map(([key, [schema]]) => [key, schema])),
    required: Object.entries(fields).flatMap(([key, [, isRequired]]) => (isRequired ? [key] : [])),
    additionalProperties: false,
  }));
}

const { schema: anySchema } = fc.letrec<{ schema: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 7, withCrossShrink: true },
    scalar,
    objectOf(tie('schema')),
    fc.record({ type: fc.constant('array'), items: tie('schema') }),
    fc.record({ type: fc.constant('array'), items: tie('schema'), minItems: fc.constantFrom(0, 1) }),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
  ),
}));

const isValid = (schema: Schema, value: unknown): boolean => z.fromJSONSchema(schema as never).safeParse(value).success;

describe('an instance of a schema', () => {
  it('fits any schema of the kind structured outputs allow', () => {
    fc.assert(
      fc.property(objectOf(anySchema), (schema) => {
        fc.pre(schemaProblem(schema) === null);
        expect(isValid(schema, instanceOf(schema))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is always the same', () => {
    fc.assert(
      fc.property(anySchema, (schema) => {
        expect(instanceOf(schema)).toEqual(instanceOf(structuredClone(schema)));
      }),
    );
  });

  it.each<[string, Schema]>([
    [
      'numbers between limits',
      {
        type: 'object',
        properties: {
          a: { type: 'integer', minimum: 7, maximum: 9 },
          b: { type: 'number', exclusiveMinimum: 1, maximum: 2 },
          c: { type: 'integer', maximum: -3 },
        },
      },
    ],
    ['multiples', { type: 'integer', multipleOf: 5, minimum: 12 }],
    [
      'lengths',
      { type: 'object', properties: { a: { type: 'string', minLength: 30 }, b: { type: 'string', maxLength: 3 } } },
    ],
    ['items that differ', { type: 'array', items: { type: 'string' }, minItems: 3, uniqueItems: true }],
    ['tuples', { type: 'array', prefixItems: [{ type: 'integer' }, { const: 'x' }], items: false }],
    [
      'allOf',
      {
        allOf: [
          { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
          { type: 'object', properties: { b: { type: 'null' } }, required: ['b'] },
        ],
      },
    ],
    [
      'oneOf in a property',
      { type: 'object', properties: { a: { oneOf: [{ const: 1 }, { const: 2 }] } }, required: ['a'] },
    ],
    [
      'definitions',
      {
        type: 'object',
        properties: { a: { $ref: '#/$defs/b' } },
        required: ['a'],
        $defs: { b: { type: 'integer', minimum: 4 } },
      },
    ],
  ])('minds %s', (_, schema) => expect(isValid(schema, instanceOf(schema))).toBe(true));

  it('comes to an end where the schema does not', () => {
    const list = {
      type: 'object',
      properties: { next: { anyOf: [{ $ref: '#' }, { type: 'null' }] }, tree: { type: 'array', items: { $ref: '#' } } },
      required: ['next', 'tree'],
    };
    expect(isValid(list, instanceOf(list))).toBe(true);
    expect(instanceOf({ $ref: '#' })).toBeDefined();
    expect(instanceOf({ type: 'object', properties: { self: { $ref: '#' } }, required: ['self'] })).toHaveProperty(
      'self',
    );
  });

  it('stays small where references multiply', () => {
    const twice = { $ref: '#' };
    const required = ['a', 'b'];
    expect(
      JSON.stringify(instanceOf({ type: 'object', properties: { a: twice, b: twice }, required })).length,
    ).toBeLessThan(50_000);
    expect(instanceOf({ allOf: [twice, twice], type: 'null' })).toBeNull();
    const defs = Array.from({ length: 40 }, (_, n) => [
      `d${n}`,
      { allOf: [{ $ref: `#/$defs/d${n + 1}` }, { $ref: `#/$defs/d${n + 1}` }] },
    ]);
    const bomb = { $ref: '#/$defs/d0', $defs: { ...Object.fromEntries(defs), d40: { type: 'string' } } };
    expect(schemaProblem(bomb)).toMatch(/too complex/);
  });

  it('writes required properties first', () => {
    const schema = { type: 'object', properties: { may: {}, must: {} }, required: ['must'] };
    expect(Object.keys(instanceOf(schema) as object)).toEqual(['must', 'may']);
  });
});

describe('a text for a pattern', () => {
  it.each([...PATTERNS, '^a|b$', '[^a]{4}', '\\S\\s\\D', 'x{2,3}?y*z+', '^[\\w.]+@[\\w.]+$'])(
    'matches %s',
    (pattern) => {
      expect(patternInstance(pattern)).toMatch(new RegExp(pattern));
    },
  );

  it.each(['(?=a)', '(a)\\1', '[', '(', 'a{9999}', '[^\\s\\S]', '((a{900}){900}){900}'])(
    'is none for %s',
    (pattern) => {
      expect(patternInstance(pattern)).toBeNull();
    },
  );
});
