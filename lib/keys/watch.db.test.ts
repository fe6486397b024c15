import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { KeyCache } from './cache.ts';
import { createKey } from './create.ts';
import { writeUses } from './last-used.ts';
import { revokeKey } from './revoke.ts';
import { createKeyInput } from './schema.ts';
import { createVerifier } from './verify.ts';
import { startKeyWatch } from './watch.ts';

// The tests cut the listeners' connections, so they use a database of their own.
const database = await createDatabase();
env.DATABASE_URL = database.url;

const WITHIN_A_SECOND = { timeout: 1_000, interval: 10 };
const clientIp = '203.0.113.7';
const input = createKeyInput.parse({ name: 'CI' });

/** The key watch of a process: a cache and a listening connection. */
async function startProcess() {
  const cache = new KeyCache();
  const stop = await startKeyWatch(cache);
  return { cache, stop, verify: createVerifier(cache) };
}

let account = '';
let processes: Awaited<ReturnType<typeof startProcess>>[] = [];
beforeAll(async () => {
  account = personalAccountId(await createUser({ email: `${randomUUID()}@example.com` }));
  processes = await Promise.all([startProcess(), startProcess()]);
});
afterAll(async () => {
  await Promise.all(processes.map(({ stop }) => stop()));
  await closePool();
  await database.drop();
});

/** Verifies a new key in every process, so that each has it cached. */
async function cachedKey() {
  const { key, secret } = await createKey(account, input);
  const circumstances = { clientIp, now: new Date() };
  await Promise.all(processes.map(({ verify }) => verify(secret, circumstances)));
  const verifyAll = () => Promise.allSettled(processes.map(({ verify }) => verify(secret, circumstances)));
  const codes = async () =>
    (await verifyAll()).map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason.code));
  return { key, codes };
}

describe('within a second every process knows', () => {
  it('a revoked key', async () => {
    const { key, codes } = await cachedKey();
    expect(await codes()).toEqual(['ok', 'ok']);
    await revokeKey(account, key.id);
    await vi.waitFor(
      async () => expect(await codes()).toEqual(['api_key_revoked', 'api_key_revoked']),
      WITHIN_A_SECOND,
    );
  });

  it('a suspended account', async () => {
    const { codes } = await cachedKey();
    await db.account.update({ where: { id: account }, data: { suspendedAt: new Date() } });
    await vi.waitFor(
      async () => expect(await codes()).toEqual(['account_suspended', 'account_suspended']),
      WITHIN_A_SECOND,
    );
    await db.account.update({ where: { id: account }, data: { suspendedAt: null } });
    await vi.waitFor(async () => expect(await codes()).toEqual(['ok', 'ok']), WITHIN_A_SECOND);
  });

  it('a key changed by a hand in the database, since triggers announce it', async () => {
    const { key, codes } = await cachedKey();
    await pool().query('DELETE FROM api_key WHERE id = $1', [key.id]);
    await vi.waitFor(
      async () => expect(await codes()).toEqual(['invalid_api_key', 'invalid_api_key']),
      WITHIN_A_SECOND,
    );
  });
});

it('reconnects after its connection was cut, with an empty cache', async () => {
  const { key, codes } = await cachedKey();
  await pool().query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity 
    WHERE application_name = 'tokenhub keys' AND datname = current_database()`);
  await vi.waitFor(() => expect(processes.every(({ cache }) => !cache.isWatched)).toBe(true), {
    timeout: 2_000,
    interval: 5,
  });
  await revokeKey(account, key.id);
  await vi.waitFor(() => expect(processes.every(({ cache }) => cache.isWatched)).toBe(true), { timeout: 5_000 });
  expect(await codes()).toEqual(['api_key_revoked', 'api_key_revoked']);
});

it('writes the last use once a minute, and announces nothing by it', async () => {
  const { key, secret } = await createKey(account, input);
  const [first] = processes;
  if (!first) throw new Error('no process');
  const lastUsed = async () => (await db.apiKey.findUniqueOrThrow({ where: { id: key.id } })).lastUsedAt?.getTime();
  const start = Date.now();
  for (const [seconds, expected] of [
    [0, 0],
    [59, 0],
    [60, 60],
    [100, 60],
  ] as const) {
    await first.verify(secret, { clientIp, now: new Date(start + seconds * 1000) });
    await writeUses();
    expect(await lastUsed()).toBe(start + expected * 1000);
  }
  expect(first.cache.find(await digestOf(secret), start)).not.toBeNull();
});

const digestOf = async (secret: string) => (await import('./secret.ts')).digestKey(secret);
