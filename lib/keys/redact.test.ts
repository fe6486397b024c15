import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { redactKeys } from './redact.ts';
import { generateKey } from './secret.ts';

const secret = generateKey('live', randomBytes);

it.each([
  ['in a sentence', `the key ${secret} failed`, 'the key th-… failed'],
  ['in a header', `authorization: Bearer ${secret}`, 'authorization: Bearer …'],
  ['in a header of another kind of token', 'Authorization: bearer eyJhbGciOi.x.y', 'Authorization: Bearer …'],
  ['in JSON', `{"key":"${secret}"}`, '{"key":"th-…"}'],
  ['in a URL', `/v1?key=${secret}&x=1`, '/v1?key=th-…&x=1'],
  ['after an underscore', `old_${secret}`, 'old_th-…'],
  ['of the old shape', 'th-xxxxxxxxxxxx-yy_zz', 'th-…'],
  ['of Anthropic', 'x-api-key: sk-ant-api03-AbC_d-9', 'x-api-key: sk-ant-…'],
  ['of a Stripe webhook', 'whsec_abc+/DEF=', 'whsec_…'],
  ['twice', `${secret},${secret}`, 'th-…,th-…'],
])('removes a secret %s', (_where, text, expected) => expect(redactKeys(text)).toBe(expected));

it.each(['the depth-first path', 'both-sides', 'a th-live- prefix'])('leaves %j alone', (text) =>
  expect(redactKeys(text)).toBe(text),
);
