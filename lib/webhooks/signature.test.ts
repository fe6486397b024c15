import { expect, it } from 'vitest';
import { newSecret, signedHeaders } from './signature.ts';

/** The example of the Standard Webhooks libraries. */
const KNOWN = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' },
  at: new Date(1_614_265_330_999),
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

it('signs as the libraries of Standard Webhooks do', () => {
  expect(signedHeaders(KNOWN.message, [KNOWN.secret], KNOWN.at)).toEqual({
    'webhook-id': KNOWN.message.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': KNOWN.signature,
  });
});

it('signs with both secrets while one replaces the other', () => {
  const headers = signedHeaders(KNOWN.message, [newSecret(), KNOWN.secret], KNOWN.at);
  expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
  expect(headers['webhook-signature']).toContain(KNOWN.signature);
});

it('makes a secret of 32 random bytes', () => {
  const secrets = Array.from({ length: 20 }, newSecret);
  expect(new Set(secrets).size).toBe(20);
  for (const secret of secrets) expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
});
