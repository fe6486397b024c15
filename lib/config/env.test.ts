import { describe, expect, it } from 'vitest';
import { ConfigError, parseEnv } from './env.ts';

describe.each(['GOOGLE_ISSUER', 'GITHUB_URL'] as const)('%s', (name) => {
  it.each([
    ['https://login.example', 'https://login.example'],
    ['https://login.example/tenant/', 'https://login.example/tenant'],
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('may be %s', (value, address) => expect(parseEnv({ [name]: value })[name]).toBe(address));

  it.each([
    'http://login.example',
    'http://localhost.evil.example',
    'http://localhost@evil.example',
    'http://127.0.0.1.evil.example',
    'ftp://login.example',
    'login.example',
  ])('may not be %s, because secrets are sent there', (value) => {
    expect(() => parseEnv({ [name]: value })).toThrow(ConfigError);
    expect(() => parseEnv({ [name]: value })).toThrow(`${name}: expected an https address`);
  });
});

it('knows Google and GitHub themselves', () =>
  expect(parseEnv({})).toMatchObject({
    GOOGLE_ISSUER: 'https://accounts.google.com',
    GITHUB_URL: 'https://github.com',
  }));

it.each([
  ['TRUSTED_PROXIES', '-1', '0 to 10'],
  ['MAX_BODY_BYTES', '0', '1024 to 104857600'],
  ['DATABASE_POOL', '2.5', '2 to 200'],
  ['DRAIN_TIMEOUT_MS', 'soon', '1 to 86400000'],
  ['GATEWAY_WORKERS', '65', '1 to 64'],
])('says of %s=%s which numbers are possible', (name, value, range) => {
  expect(() => parseEnv({ [name]: value })).toThrow(`${name}: expected a whole number from ${range}\n`);
});

it('takes 32 bytes as the key of forms, and nothing else', () => {
  const keyOf = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64');
  const name = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY';
  expect(parseEnv({ [name]: keyOf(32) })[name]).toBe(keyOf(32));
  for (const wrong of [keyOf(16), keyOf(33), 'no base64 at all']) {
    const message = `The configuration is not usable:\n  ${name}: expected 32 bytes in base64, for example`;
    expect(() => parseEnv({ [name]: wrong })).toThrow(message);
  }
});

it.each(['hello@tokenhub.example', 'TokenHub <hello@tokenhub.example>', '<hello@localhost>'])(
  'sends mail from %s',
  (MAIL_FROM) => expect(parseEnv({ MAIL_FROM }).MAIL_FROM).toBe(MAIL_FROM),
);

it.each(['nobody', 'TokenHub', 'TokenHub <nobody>', 'a@b <c@d>', 'hello@tokenhub.example, other@tokenhub.example'])(
  'cannot send mail from %s',
  (MAIL_FROM) => expect(() => parseEnv({ MAIL_FROM })).toThrow('MAIL_FROM: expected an address'),
);

it.each(['GOOGLE', 'GITHUB'])('wants both halves of what %s registered, or neither', (provider) => {
  const [id, secret] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`];
  expect(() => parseEnv({ [id]: 'x' })).toThrow(`${secret}: expected to be set, because ${id} is\n`);
  expect(() => parseEnv({ [secret]: 'x' })).toThrow(`${id}: expected to be set, because ${secret} is\n`);
  expect(parseEnv({ [id]: 'x', [secret]: 'y' })).toMatchObject({ [id]: 'x', [secret]: 'y' });
});

describe('Stripe', () => {
  const keys = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

  it('is asked at its own address, with tax, unless told otherwise', () =>
    expect(parseEnv(keys)).toMatchObject({
      ...keys,
      STRIPE_API_BASE: 'https://api.stripe.com',
      STRIPE_TAX: 'automatic',
      STRIPE_REFUND_WINDOW_DAYS: 30,
    }));

  it.each([
    [{ STRIPE_SECRET_KEY: 'sk_live_1' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_WEBHOOK_SECRET: '' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_WEBHOOK_SECRET: ' ' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_WEBHOOK_SECRET: 'secret' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_SECRET_KEY: 'pk_live_1' }, 'STRIPE_SECRET_KEY: expected a key'],
    [{ STRIPE_API_BASE: 'http://stripe.example' }, 'STRIPE_API_BASE: expected an https address'],
    [{ STRIPE_TAX: 'some' }, 'STRIPE_TAX: expected one of automatic, none'],
    [{ STRIPE_TAX_CODE: 'software' }, 'STRIPE_TAX_CODE: expected a tax code'],
  ])('does not start with %j', (source, message) => expect(() => parseEnv(source)).toThrow(message));
});
