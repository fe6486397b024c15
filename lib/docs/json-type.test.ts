import { expect, it } from 'vitest';
import { type JsonSchema, toTypeText } from './json-type.ts';

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
