import { itRefuses } from '../testing/refusals.ts';
import { object, optional, SONNET_4, schema } from '../testing/requests.ts';

itRefuses('structured answers', [
  ['a model without', { model: SONNET_4, ...schema(object({})) }, 'does not support output format', schema(object({}))],
  [
    'an open object inside',
    schema(object({ a: { type: 'object' } })),
    "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to false",
    schema(object({ a: object({}) })),
  ],
  [
    'a numeric limit',
    schema(object({ a: { type: 'integer', minimum: 1 } })),
    "For 'integer' type, property 'minimum' is not supported",
    schema(object({ a: { type: 'integer' } })),
  ],
  [
    'a length',
    schema(object({ a: { type: 'string', maxLength: 5 } })),
    "For 'string' type, property 'maxLength' is not supported",
    schema(object({ a: { type: 'string', format: 'date' } })),
  ],
  [
    'two items at least',
    schema(object({ a: { type: 'array', minItems: 2 } })),
    "'minItems' values other than 0 or 1 are not supported",
    schema(object({ a: { type: 'array', minItems: 1 } })),
  ],
  [
    'a format nobody knows',
    schema(object({ a: { type: 'string', format: 'iban' } })),
    "String format 'iban' is not supported",
    schema(object({ a: { type: 'string', format: 'uuid' } })),
  ],
  [
    'a pattern that looks around',
    schema(object({ a: { type: 'string', pattern: '^(?=a)' } })),
    "Pattern '^(?=a)' is not supported",
    schema(object({ a: { type: 'string', pattern: '^a+$' } })),
  ],
  [
    'a circle',
    schema(object({ a: { $ref: '#' } })),
    "Circular $ref '#' is not supported",
    schema(object({ a: { $ref: '#/$defs/b' } }, { $defs: { b: { type: 'string' } } })),
  ],
  [
    'a reference to elsewhere',
    schema(object({ a: { $ref: 'https://example.com/x' } })),
    "External or unknown $ref 'https://example.com/x' is not supported",
    schema(object({ a: { type: 'null' } })),
  ],
  [
    'oneOf',
    schema(object({ a: { oneOf: [{ type: 'string' }] } })),
    "property 'oneOf' is not supported",
    schema(object({ a: { anyOf: [{ type: 'string' }] } })),
  ],
  [
    '25 optional properties',
    schema(object(optional(25), { required: [] })),
    'Schema is too complex for compilation',
    schema(object(optional(24), { required: [] })),
  ],
  [
    '17 unions',
    schema(object(Object.fromEntries(Object.keys(optional(17)).map((name) => [name, { type: ['string', 'null'] }])))),
    'Schema is too complex for compilation',
    schema(object(Object.fromEntries(Object.keys(optional(16)).map((name) => [name, { type: ['string', 'null'] }])))),
  ],
]);
