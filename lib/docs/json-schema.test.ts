import { expect, it } from 'vitest';
import { bodyOf } from '#lib/gateway/dialects/chat/testing/requests.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { DEFAULTS, type JsonSchema, requestJsonSchema, toTypeText } from './json-schema.ts';

const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }];
const explicit = Object.fromEntries(
  Object.entries(DEFAULTS)
    .filter(([name]) => name !== 'max_tokens')
    .map(([name, value]) => [name, JSON.parse(value)]),
);

it.each(CATALOG.map(({ id }) => id))('sends the same to %s with explicit defaults as without', (id) => {
  expect(bodyOf({ tools, ...explicit }, id)).toEqual(bodyOf({ tools }, id));
});

it('sends the default `max_tokens` for models that do not think by default', () => {
  expect(bodyOf({}, 'claude-sonnet-4-6').max_tokens).toBe(Number(DEFAULTS.max_tokens));
});

it('allows unknown fields, since the API ignores them', () => {
  expect(JSON.stringify(requestJsonSchema())).not.toContain('"additionalProperties":false');
});

it.each<[JsonSchema, string]>([
  [{ type: 'string' }, 'string'],
  [{ type: ['boolean', 'null'] }, 'boolean'],
  [{ anyOf: [{ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }, { type: 'null' }] }, 'integer ≥ 1'],
  [{ type: 'number', minimum: -2, maximum: 2 }, 'number -2…2'],
  [{ anyOf: [{ enum: ['low', 'high'] }, { type: 'object' }, { type: 'object' }] }, '"low" | "high" | object'],
  [{ const: 'text' }, '"text"'],
  [{}, 'any'],
])('writes %j as a reader wants it', (schema, text) => {
  expect(toTypeText(schema)).toBe(text);
});
