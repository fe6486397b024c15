import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { db } from '#lib/db/client.ts';
import { closePool } from '#lib/db/pool.ts';
import { KeyCache } from './cache.ts';
import { createKey } from './create.ts';
import { getAccountOfKey, getKey, listKeys } from './queries.ts';
import { revokeKey } from './revoke.ts';
import { rotateKey } from './rotate.ts';
import { createKeyInput } from './schema.ts';
import { generateKey, hashKey, hintOf } from './secret.ts';
import { capsOf } from './settings.ts';
import { switchKey } from './switch.ts';
import { updateKey } from './update.ts';
import { createVerifier } from './verify.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const newAccount = async () => personalAccountId(await createUser({ email: `${randomUUID()}@example.com` }));
const newKey = (accountId: string, input: object = {}) =>
  createKey(accountId, createKeyInput.parse({ name: 'CI', ...input }), { now: NOW });

/** Reads the database every time. */
const verify = (secret: string, now = NOW, clientIp = '203.0.113.7') =>
  createVerifier(new KeyCache())(secret, { clientIp, now });

let account = '';
let stranger = '';
beforeAll(async () => {
  account = await newAccount();
  stranger = await newAccount();
});
afterAll(closePool);

describe('a new key', () => {
  it('speaks for its account, with the limits of the installation', async () => {
    const { key, secret } = await newKey(account, { mode: 'test', models: ['claude-opus-4-7'], requestsPerMinute: 7 });
    expect(await verify(secret)).toEqual({
      accountId: account,
      keyId: key.id,
      keyName: 'CI',
      mode: 'test',
      models: ['claude-opus-4-7'],
      acceptsSuccessors: false,
      storage: { most: 'none', usual: 'none' },
      limits: {
        key: { requestsPerMinute: 7, tokensPerMinute: 4_000_000, concurrency: 200 },
        account: { requestsPerMinute: 1_000, tokensPerMinute: 4_000_000, concurrency: 200 },
      },
    });
  });

  it('has its budgets from its first moment', async () => {
    const { key } = await newKey(account, { capTotal: '10', capDay: '1.5' });
    expect(key.spend).toMatchObject([
      { window: 'total', cap: 10_000_000_000n, used: 0n, resetsAt: null },
      { window: 'month', cap: null, used: 0n, resetsAt: expect.any(Date) },
      { window: 'day', cap: 1_500_000_000n, used: 0n, resetsAt: expect.any(Date) },
    ]);
  });

  it('leaves its secret nowhere in the database', async () => {
    const { key, secret } = await newKey(account);
    const row = await db.apiKey.findUniqueOrThrow({ where: { id: key.id } });
    const text = JSON.stringify(row, (_name, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(text).not.toContain(secret.slice('th-live-'.length, -4));
    expect(key.hint).toBe(`th-live-…${secret.slice(-4)}`);
  });

  it('must live ten minutes at least', async () => {
    await expect(newKey(account, { expiresAt: later(599) })).rejects.toMatchObject({ code: 'invalid_value' });
    await expect(newKey(account, { expiresAt: later(600) })).resolves.toBeDefined();
  });
});

describe('a key is refused', () => {
  it.each([
    ['nothing', '', 'missing_api_key'],
    ['another service’s key', 'sk-abcdefgh', 'malformed_api_key'],
    ['a cut key', 'th-live-abcdef', 'malformed_api_key'],
    ['a key of the old shape nobody has', 'th-xxxxxxxxxxxxxxxx', 'invalid_api_key'],
  ])('when it is %s', (_what, secret, code) => expect(verify(secret)).rejects.toMatchObject({ code }));

  it('when it was revoked, and stays so', async () => {
    const { key, secret } = await newKey(account);
    await revokeKey(account, key.id, { now: NOW });
    expect((await revokeKey(account, key.id, { now: later(60) })).revokedAt).toEqual(NOW);
    await expect(verify(secret)).rejects.toMatchObject({ code: 'api_key_revoked', status: 401 });
    expect((await listKeys(account)).map(({ id }) => id)).not.toContain(key.id);
  });

  it('from the moment it expires', async () => {
    const { secret } = await newKey(account, { expiresAt: later(3_600) });
    await expect(verify(secret, later(3_599))).resolves.toBeDefined();
    await expect(verify(secret, later(3_600))).rejects.toMatchObject({ code: 'api_key_expired', status: 401 });
  });

  it('while it is switched off', async () => {
    const { key, secret } = await newKey(account);
    await switchKey(account, { id: key.id, isEnabled: false }, { now: NOW });
    await expect(verify(secret)).rejects.toMatchObject({ code: 'api_key_disabled', status: 403 });
    await switchKey(account, { id: key.id, isEnabled: true }, { now: NOW });
    await expect(verify(secret)).resolves.toBeDefined();
  });

  it('from an address that is not on its list', async () => {
    const { secret } = await newKey(account, { allowedIps: ['203.0.113.0/24'] });
    await expect(verify(secret, NOW, '::ffff:203.0.113.200')).resolves.toBeDefined();
    await expect(verify(secret, NOW, '198.51.100.1')).rejects.toMatchObject({ code: 'ip_not_allowed', status: 403 });
  });

  it('while its account is suspended', async () => {
    const suspended = await newAccount();
    const { secret } = await newKey(suspended);
    await db.account.update({ where: { id: suspended }, data: { suspendedAt: NOW } });
    await expect(verify(secret)).rejects.toMatchObject({ code: 'account_suspended', status: 403 });
  });
});

it('caches no unknown keys, in any number', async () => {
  const cache = new KeyCache();
  const guess = createVerifier(cache);
  const guesses = Array.from({ length: 50 }, () =>
    guess(generateKey('live', randomBytes), { clientIp: '203.0.113.7', now: NOW }),
  );
  const codes = (await Promise.allSettled(guesses)).map((result) => result.status === 'rejected' && result.reason.code);
  expect(new Set(codes)).toEqual(new Set(['invalid_api_key']));
  expect(cache.size).toBe(0);
});

it('trusts its cache for a second when changes are not announced', async () => {
  const { secret } = await newKey(account);
  const cache = new KeyCache();
  const cached = createVerifier(cache);
  await cached(secret, { clientIp: '203.0.113.7', now: NOW });
  await db.apiKey.deleteMany({ where: { hash: new Uint8Array(hashKey(secret)) } });
  await expect(cached(secret, { clientIp: '203.0.113.7', now: NOW })).resolves.toBeDefined();
  await expect(cached(secret, { clientIp: '203.0.113.7', now: later(1) })).rejects.toMatchObject({
    code: 'invalid_api_key',
  });
});

it('accepts a key of the old shape whose hash is stored', async () => {
  const secret = `th-${randomUUID()}`;
  const { key } = await newKey(account);
  await db.apiKey.update({
    where: { id: key.id },
    data: { hash: new Uint8Array(hashKey(secret)), hint: hintOf(secret) },
  });
  expect(await verify(secret)).toMatchObject({ keyId: key.id });
});

describe('a rotated key', () => {
  it('and its successor both work until the grace ends, then the successor alone', async () => {
    const old = await newKey(account, { capDay: '5', models: ['claude-opus-4-7'], allowedIps: ['203.0.113.7'] });
    const fresh = await rotateKey(account, old.key.id, { graceSeconds: 900 }, { now: NOW });
    await expect(verify(old.secret, later(899))).resolves.toMatchObject({ keyId: old.key.id });
    await expect(verify(old.secret, later(900))).rejects.toMatchObject({ code: 'api_key_expired' });
    await expect(verify(fresh.secret, later(900))).resolves.toMatchObject({ keyId: fresh.key.id });
    expect(fresh.key).toMatchObject({
      models: ['claude-opus-4-7'],
      allowedIps: ['203.0.113.7'],
    });
    expect(capsOf(fresh.key.spend)).toMatchObject({ capDay: 5_000_000_000n });
    expect(await getKey(account, old.key.id)).toMatchObject({ rotatedToId: fresh.key.id });
  });

  it('shares its budget: what either spends counts towards the caps of both, and a cap is changed for both', async () => {
    const old = await newKey(account, { capTotal: '5' });
    await db.budget.updateMany({ where: { subjectId: old.key.id, window: 'total' }, data: { spent: 3n, held: 1n } });
    const { key } = await rotateKey(account, old.key.id, { graceSeconds: 900 }, { now: NOW });
    expect(key.spend).toMatchObject([{ used: 4n, cap: 5_000_000_000n }, { used: 1n }, { used: 1n }]);
    const next = await rotateKey(account, key.id, { graceSeconds: 900 }, { now: NOW });
    await updateKey(account, next.key.id, { after: { capTotal: 7n } }, { now: NOW });
    for (const id of [old.key.id, key.id, next.key.id])
      expect((await getKey(account, id)).spend[0]).toMatchObject({ used: 4n, cap: 7n });
  });

  it('stops at once without grace', async () => {
    const old = await newKey(account);
    await rotateKey(account, old.key.id, { graceSeconds: 0 }, { now: NOW });
    await expect(verify(old.secret, NOW)).rejects.toThrow('replaced by a new one');
  });

  it('never lives longer than it would have', async () => {
    const old = await newKey(account, { expiresAt: later(1_000) });
    await rotateKey(account, old.key.id, { graceSeconds: 86_400 }, { now: NOW });
    expect((await getKey(account, old.key.id)).expiresAt).toEqual(later(1_000));
  });

  it('has one successor, also when two ask at once', async () => {
    const { key } = await newKey(account);
    const both = [1, 2].map(() => rotateKey(account, key.id, { graceSeconds: 900 }, { now: NOW }));
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('caps', () => {
  it('are checked together with those that stay', async () => {
    const { key } = await newKey(account, { capTotal: '10', capMonth: '5' });
    const tooMuch = updateKey(account, key.id, { after: { capMonth: 11_000_000_000n } }, { now: NOW });
    await expect(tooMuch).rejects.toMatchObject({ code: 'invalid_value', options: { param: 'capMonth' } });
    expect(capsOf((await getKey(account, key.id)).spend)).toMatchObject({ capMonth: 5_000_000_000n });
    const free = await updateKey(
      account,
      key.id,
      { after: { capTotal: null, capMonth: null, capDay: 1n } },
      { now: NOW },
    );
    expect(capsOf(free.spend)).toEqual({ capTotal: null, capMonth: null, capDay: 1n });
  });
});

it('does not find the keys of other accounts', async () => {
  const { key, secret } = await newKey(account);
  const notFound = { code: 'not_found', status: 404 };
  await expect(getKey(stranger, key.id)).rejects.toMatchObject(notFound);
  await expect(revokeKey(stranger, key.id)).rejects.toMatchObject(notFound);
  await expect(rotateKey(stranger, key.id, { graceSeconds: 0 })).rejects.toMatchObject(notFound);
  await expect(updateKey(stranger, key.id, { after: { name: 'mine' } })).rejects.toMatchObject(notFound);
  await expect(verify(secret)).resolves.toMatchObject({ accountId: account, keyName: 'CI' });
  expect(await getAccountOfKey(key.id)).toBe(account);
});
