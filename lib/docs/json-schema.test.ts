import { expect, it } from 'vitest';
import { bodyOf } from '#lib/gateway/dialects/chat/testing/requests.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { DEFAULTS, requestJsonSchema } from './request-schema.ts';

const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } }];
const explicit = Object.fromEntries(
  Object.entries(DEFAULTS)
    .filter(([name]) => name !== 'max_tokens')
    .map(([name, value]) => [name, JSON.parse(value)]),
);

it.each(CATALOG.map(({ id }) => id))('sends to %s the same with the defaults written out as without them', (id) => {
  expect(bodyOf({ tools, ...explicit }, id)).toEqual(bodyOf({ tools }, id));
});

it('asks for as many tokens as the default says where the model does not think unasked', () => {
  expect(bodyOf({}, 'claude-sonnet-4-6').max_tokens).toBe(Number(DEFAULTS.max_tokens));
});

it('forbids no unknown field, since the API leaves those out', () => {
  expect(JSON.stringify(requestJsonSchema())).not.toContain('"additionalProperties":false');
});
