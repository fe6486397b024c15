import { readFileSync } from 'node:fs';
import { parseEnv as parseFile } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, type Env, parseEnv } from './env.ts';
import { localUrl } from './public-url.ts';

const LONG = 'x'.repeat(32);
const REGISTERED = {
  GOOGLE_CLIENT_ID: 'a',
  GOOGLE_CLIENT_SECRET: 'b',
  GITHUB_CLIENT_ID: 'c',
  GITHUB_CLIENT_SECRET: 'd',
};

it.each<[name: keyof Env, value: string, meant: unknown]>([
  ['PUBLIC_URL', 'https://hub.example', 'https://hub.example'],
  ['PUBLIC_URL', 'https://hub.example/', 'https://hub.example'],
  ['PUBLIC_URL', 'https://Hub.Example:443', 'https://hub.example'],
  ['PUBLIC_URL', 'http://localhost:4000', 'http://localhost:4000'], // a container's port may be mapped to another
  ['PUBLIC_URL', 'http://[::1]:3000', 'http://[::1]:3000'],
  ['PUBLIC_URL', 'https://münchen.example', 'https://xn--mnchen-3ya.example'],
  ['PORT', '0', 0],
  ['PORT', ' 8080 ', 8080],
  ['HOST', '::', '::'],
  ['HOST', 'hub-1.internal', 'hub-1.internal'],
  ['HOST', 'fe80::1%eth0', 'fe80::1%eth0'],
  ['TRUSTED_PROXIES', '2', 2],
  [
    'DATABASE_URL',
    'postgresql://user:pass@host:5432/hub?sslmode=require',
    'postgresql://user:pass@host:5432/hub?sslmode=require',
  ],
  ['DATABASE_URL', 'postgres:///hub?host=/var/run/postgresql', 'postgres:///hub?host=/var/run/postgresql'],
  ['REDIS_URL', 'redis://host', 'redis://host'],
  ['REDIS_URL', 'rediss://user:pass@host:6379/1', 'rediss://user:pass@host:6379/1'],
  ['ANTHROPIC_API_KEY', 'sk-1, sk-2,sk-1,', ['sk-1', 'sk-2']],
  ['ANTHROPIC_BASE_URL', 'https://proxy.example/anthropic/', 'https://proxy.example/anthropic'],
  ['SMTP_URL', 'smtps://user:pass@mail.example:465', 'smtps://user:pass@mail.example:465'],
  ['SMTP_URL', 'smtp://mail.example?requireTLS=false', 'smtp://mail.example?requireTLS=false'],
  ['APP_SECRET', ` ${LONG} `, LONG],
  ['STARTING_CREDIT_USD', '0', '0'],
  ['DOCS_EDIT_URL', 'https://git.example/edit/{path}', 'https://git.example/edit/{path}'],
])('understands %s=%s', (name, value, meant) => expect(parseEnv({ [name]: value })[name]).toEqual(meant));

it.each<[name: keyof Env, value: string]>([
  // Mails, sitemap and guides would link to addresses that do not exist.
  ['PUBLIC_URL', 'https://hub.example/ai'],
  ['PUBLIC_URL', 'https://hub.example/?from=mail'],
  ['PUBLIC_URL', 'https://hub.example/#top'],
  ['PUBLIC_URL', 'https://user:pass@hub.example'],
  ['PUBLIC_URL', 'hub.example'],
  ['PUBLIC_URL', 'ftp://hub.example'],
  ['PUBLIC_URL', 'https://hub.example:99999'],
  ['PORT', '-1'],
  ['PORT', '65536'],
  ['PORT', '3000.5'],
  ['PORT', '0x1f'],
  ['PORT', '1e3'],
  ['PORT', 'NaN'],
  ['PORT', 'Infinity'],
  ['HOST', 'http://localhost'],
  ['HOST', 'localhost:3000'],
  ['HOST', '0.0.0.0/0'],
  ['DATABASE_URL', 'mysql://host/db'],
  ['DATABASE_URL', 'host:5432/db'],
  ['REDIS_URL', 'host:6379'],
  ['REDIS_URL', 'redis://'],
  ['REDIS_URL', 'redis://host:6379/main'],
  ['ANTHROPIC_API_KEY', ','],
  ['CONTENT_SECRETS', `${'a'.repeat(32)},${'b'.repeat(31)}`],
  ['ANTHROPIC_API_KEY', 'sk-1 sk-2'],
  ['ANTHROPIC_API_KEY', 'sk-ä'],
  ['ANTHROPIC_BASE_URL', 'https://api.anthropic.com/v1'],
  ['ANTHROPIC_BASE_URL', 'https://api.anthropic.com/v1/'],
  ['ANTHROPIC_BASE_URL', 'https://user:pass@proxy.example'],
  ['ANTHROPIC_BASE_URL', 'https://proxy.example?key=1'],
  ['ANTHROPIC_VERSION', 'latest'],
  ['SMTP_URL', 'mail.example:465'],
  ['SMTP_URL', 'smtps://'],
  ['NODE_ENV', 'staging'],
  ['LOG_LEVEL', 'verbose'],
  ['SIGN_UP', 'yes'],
  ['APP_SECRET', `${' '.repeat(40)}short`],
  ['STARTING_CREDIT_USD', '-5'],
  ['STARTING_CREDIT_USD', '5 USD'],
  ['DOCS_EDIT_URL', 'https://git.example/edit'],
  ['DOCS_EDIT_URL', 'javascript:{path}'],
  ['GITHUB_URL', 'https://github.example?x=1'],
  ['GOOGLE_ISSUER', 'https://user:pass@login.example'],
])('stops the start at %s=%s, and says what it expects', (name, value) => {
  expect(() => parseEnv({ ...REGISTERED, [name]: value })).toThrow(ConfigError);
  expect(() => parseEnv({ ...REGISTERED, [name]: value })).toThrow(
    new RegExp(`^The configuration is not usable:\\n {2}${name}: expected (?:an?|one|at least) .+\\nSee .env.example`),
  );
});

it('repeats no value, which may hold a password', () => {
  const secrets = { DATABASE_URL: 'mysql://hub:hunter2@host', SMTP_URL: 'hunter2', APP_SECRET: 'hunter2' };
  expect(() => parseEnv(secrets)).toThrow(/^(?!.*hunter2)/s);
});

it.each(Object.keys(parseEnv({})) as (keyof Env)[])(
  'takes an empty %s, or one of spaces, for one that is not set',
  (name) => {
    for (const empty of ['', '  ']) expect(parseEnv({ [name]: empty })).toEqual(parseEnv({}));
  },
);

it('lists every variable with its default in .env.example', () => {
  const example = parseFile(readFileSync('.env.example', 'utf8'));
  expect(parseEnv(example)).toEqual(parseEnv({}));
  const asked = new Set<string>();
  const asking = new Proxy({}, { get: (_, name) => void asked.add(String(name)), has: () => true });
  parseEnv(asking as Record<string, string>);
  const internal = [...asked].filter((name) => name === 'NODE_ENV' || name.startsWith('TOKENHUB_'));
  expect(Object.keys(example).sort()).toEqual([...asked].filter((name) => !internal.includes(name)).sort());
});

it.each([
  ['0.0.0.0', 'http://localhost:3000'],
  ['::', 'http://localhost:3000'],
  ['127.0.0.1', 'http://localhost:3000'],
  ['localhost', 'http://localhost:3000'],
  ['192.168.1.20', 'http://192.168.1.20:3000'],
  ['2001:db8::1', 'http://[2001:db8::1]:3000'],
  ['fe80::1%eth0', 'http://localhost:3000'],
  ['hub-1', 'http://hub-1:3000'],
])('listening on %s alone, is reached at %s', (host, url) => expect(localUrl(host, 3000)).toBe(url));

describe.each(['GOOGLE_ISSUER', 'GITHUB_URL'] as const)('%s', (name) => {
  it.each([
    ['https://login.example', 'https://login.example'],
    ['https://login.example/tenant/', 'https://login.example/tenant'],
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
  ])('may be %s', (value, address) => expect(parseEnv({ ...REGISTERED, [name]: value })[name]).toBe(address));

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

it('accepts exactly 32 bytes as the key of forms', () => {
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

it.each([
  ['GOOGLE', 'GOOGLE_ISSUER', 'https://login.example'],
  ['GITHUB', 'GITHUB_URL', 'https://github.example'],
])('wants both halves of what %s registered, or neither, and no address of it alone', (provider, address, url) => {
  const [id, secret] = [`${provider}_CLIENT_ID`, `${provider}_CLIENT_SECRET`];
  expect(() => parseEnv({ [id]: 'x' })).toThrow(`${secret}: expected a value, because ${id} is set\n`);
  expect(() => parseEnv({ [secret]: 'x' })).toThrow(`${id}: expected a value, because ${secret} is set\n`);
  expect(() => parseEnv({ [address]: url })).toThrow(`${id}: expected a value, because ${address} is set\n`);
  expect(parseEnv({ [id]: 'x', [secret]: 'y' })).toMatchObject({ [id]: 'x', [secret]: 'y' });
});

describe('Stripe', () => {
  const keys = { STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' };

  it('has its default address and tax, unless configured', () =>
    expect(parseEnv(keys)).toMatchObject({
      ...keys,
      STRIPE_API_BASE: 'https://api.stripe.com',
      STRIPE_TAX: 'automatic',
      STRIPE_MANAGED_PAYMENTS: false,
      STRIPE_REFUND_WINDOW_DAYS: 30,
    }));

  it.each([
    [{ STRIPE_SECRET_KEY: 'sk_live_1' }, 'begins with whsec_, because STRIPE_SECRET_KEY is set'],
    [{ STRIPE_WEBHOOK_SECRET: 'whsec_1' }, 'such as sk_live_… or rk_live_…, because STRIPE_WEBHOOK_SECRET is set'],
    [
      { STRIPE_API_BASE: 'http://127.0.0.1:1' },
      'STRIPE_SECRET_KEY: expected a key such as sk_live_… or rk_live_…, because',
    ],
    [{ STRIPE_API_BASE: 'http://127.0.0.1:1' }, 'whsec_, because STRIPE_API_BASE is set'],
    [{ ...keys, STRIPE_WEBHOOK_SECRET: '' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_WEBHOOK_SECRET: ' ' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_WEBHOOK_SECRET: 'secret' }, 'STRIPE_WEBHOOK_SECRET: expected the signing secret'],
    [{ ...keys, STRIPE_SECRET_KEY: 'pk_live_1' }, 'STRIPE_SECRET_KEY: expected a key'],
    [{ STRIPE_API_BASE: 'http://stripe.example' }, 'STRIPE_API_BASE: expected an https address'],
    [{ STRIPE_TAX: 'some' }, 'STRIPE_TAX: expected one of automatic, none'],
    [{ ...keys, STRIPE_MANAGED_PAYMENTS: 'yes' }, 'STRIPE_MANAGED_PAYMENTS: expected one of true, false'],
    [
      { ...keys, STRIPE_MANAGED_PAYMENTS: 'true', STRIPE_TAX: 'none' },
      'STRIPE_TAX: expected one of automatic, none, because STRIPE_MANAGED_PAYMENTS is set',
    ],
    [{ STRIPE_MANAGED_PAYMENTS: 'true' }, 'such as sk_live_… or rk_live_…, because STRIPE_MANAGED_PAYMENTS is set'],
    [{ STRIPE_TAX_CODE: 'software' }, 'STRIPE_TAX_CODE: expected a tax code'],
  ])('does not start with %j', (source, message) => expect(() => parseEnv(source)).toThrow(message));
});
