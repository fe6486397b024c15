import { describe, expect, it } from 'vitest';
import { adjusted, bodyOf, fn, refusal, translated } from '../testing/requests.ts';

const asJson = (schema: object | undefined, more: object = {}) => ({
  response_format: { type: 'json_schema', json_schema: { name: 'answer', schema, ...more } },
});
const closed = (properties: object, more: object = {}) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const sentSchema = (schema: object) => bodyOf(asJson(schema)).output_config?.format?.schema;
const OPEN = { type: 'object', properties: {}, additionalProperties: { type: 'string' } };

describe('json_schema', () => {
  it('is enforced upstream where the model can, unchanged when it fits (pitfall 46)', () => {
    const schema = closed({ city: { type: 'string' } });
    expect(bodyOf(asJson(schema)).output_config).toEqual({ format: { type: 'json_schema', schema } });
    expect(adjusted(asJson(schema))).toEqual([]);
  });

  it('keeps $defs at the root (pitfall 41)', () => {
    const schema = closed(
      { home: { $ref: '#/$defs/Home' } },
      { $defs: { Home: closed({ street: { type: 'string' } }) } },
    );
    expect(sentSchema(schema)).toEqual(schema);
  });

  it('keeps $defs at the root of the hidden tool as well (pitfall 41)', () => {
    const schema = closed({ home: { $ref: '#/$defs/Home' } }, { $defs: { Home: OPEN } });
    expect(bodyOf(asJson(schema)).tools?.[0]?.input_schema).toEqual(schema);
  });

  it('is native beside thinking, on a model whose forced calls exclude it (pitfall 45)', () => {
    const body = bodyOf({ ...asJson(closed({})), reasoning_effort: 'low', max_tokens: 8_000 }, 'claude-sonnet-4-5');
    expect(body).toMatchObject({ thinking: { type: 'enabled' }, output_config: { format: { type: 'json_schema' } } });
    expect(body).not.toHaveProperty('tool_choice');
  });

  it('forces no call beside manual thinking when it cannot be native (pitfall 45)', () => {
    const { body, plan } = translated(
      { ...asJson(OPEN), reasoning_effort: 'low', max_tokens: 8_000 },
      'claude-sonnet-4-5',
    );
    expect(body.thinking).toMatchObject({ type: 'enabled' });
    expect(body).not.toHaveProperty('tool_choice');
    expect(plan.json).toBe('object');
  });

  it('is closed, and constraints that upstream cannot enforce become words', () => {
    const schema = {
      type: 'object',
      properties: {
        age: { type: 'integer', minimum: 0, maximum: 150, description: 'In years.' },
        tags: { type: 'array', items: { type: 'string', format: 'color' }, minItems: 2 },
        shape: { oneOf: [{ type: 'string', pattern: '^(?=a)' }, { type: 'null' }] },
      },
      required: ['age'],
    };
    expect(sentSchema(schema)).toEqual({
      type: 'object',
      additionalProperties: false,
      properties: {
        age: { type: 'integer', description: 'In years. Must satisfy: minimum 0; maximum 150.' },
        tags: { type: 'array', items: { type: 'string' }, description: 'Must satisfy: minItems 2.' },
        shape: { anyOf: [{ type: 'string', description: 'Must satisfy: pattern "^(?=a)".' }, { type: 'null' }] },
      },
      required: ['age'],
    });
    expect(adjusted(asJson(schema))).toEqual(['response_format=mapped']);
  });

  const properties = (count: number, schema: object) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, schema]));
  const node = { $defs: { node: closed({ next: { $ref: '#/$defs/node' } }) } };
  it.each([
    ['an open object', OPEN],
    ['an object of unknown fields', closed({ a: { type: 'object' } })],
    ['a field of any kind', closed({ a: {} })],
    ['recursion', closed({ a: { $ref: '#/$defs/node' } }, node)],
    ['recursion at the root', closed({ a: { $ref: '#' } })],
    ['a foreign reference', closed({ a: { $ref: 'https://example.com/a.json' } })],
    ['25 optional fields', { ...closed(properties(25, { type: 'string' })), required: [] }],
    [
      'a definition whose uses add up',
      closed(properties(13, { $ref: '#/$defs/pair' }), {
        $defs: { pair: { ...closed(properties(2, { type: 'string' })), required: [] } },
      }),
    ],
    [
      'references that double at each step',
      closed(properties(2, { $ref: '#/$defs/d0' }), {
        $defs: Object.fromEntries(
          Array.from({ length: 30 }, (_, i) => [
            `d${i}`,
            closed(properties(2, i === 29 ? { type: 'string' } : { $ref: `#/$defs/d${i + 1}` })),
          ]),
        ),
      }),
    ],
    ['17 unions', closed(properties(17, { type: ['string', 'null'] }))],
  ])('with %s goes through a hidden tool, as it is', (_, schema) => {
    const { body, plan } = translated(asJson(schema));
    expect(body).not.toHaveProperty('output_config');
    expect(body.tool_choice).toEqual({ type: 'tool', name: 'json_response', disable_parallel_tool_use: true });
    expect(body.tools?.[0]?.input_schema).toEqual(schema);
    expect(plan.json).toBe('tool');
  });

  it.each([
    ['a model without structured outputs', 'claude-4-sonnet', {}, 'tool'],
    ['a model that refuses force', 'claude-opus-5-5', {}, 'object'],
    ['the customer’s own tools', 'claude-opus-4-6', { tools: [fn('look')] }, 'object'],
  ])('falls back for %s', (_, model, more, json) => {
    const { body, plan } = translated({ ...asJson(OPEN), ...more }, model);
    expect(plan.json).toBe(json);
    if (json === 'object') expect(body.system?.at(-1)?.text).toContain(JSON.stringify(OPEN));
    if (json === 'object') expect(body).not.toHaveProperty('tool_choice');
  });

  it('puts its description where the model reads it', () => {
    const body = bodyOf(asJson(closed({}), { description: 'A place.' }));
    expect(body.output_config?.format?.schema.description).toBe('A place.');
  });

  it('shares output_config with the effort', () => {
    const body = bodyOf({ ...asJson(closed({})), reasoning_effort: 'low', max_tokens: 8_000 });
    expect(body.output_config).toMatchObject({ effort: 'low', format: { type: 'json_schema' } });
  });

  it('without a schema is json_object', () => expect(translated(asJson(undefined)).plan.json).toBe('object'));
});

describe('json_object', () => {
  const format = { response_format: { type: 'json_object' } };

  it('asks in words and forces no open tool, which would wrap the answer (pitfall 40)', () => {
    const { body, plan } = translated(format);
    expect(body.system?.at(-1)?.text).toContain('one JSON object');
    expect(body).not.toHaveProperty('tools');
    expect(plan.json).toBe('object');
  });

  it('leaves the customer’s tools usable (pitfall 42)', () => {
    expect(bodyOf({ ...format, tools: [fn('look')] })).not.toHaveProperty('tool_choice');
  });
});

it('of an unknown type is refused', () => {
  expect(refusal({ response_format: { type: 'xml' } })).toEqual({
    code: 'unsupported_value',
    param: 'response_format.type',
  });
});
