import '#lib/testing/own-data.ts';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, expect, it } from 'vitest';
import { env } from '#lib/config/env.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { hashKey } from '#lib/keys/secret.ts';
import { mailTo } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { REDIS_BINARY, startRedis } from '#lib/testing/redis.ts';
import { auditCheck, invariantsCheck, pricesCheck } from './checks/books.ts';
import { runChecks } from './checks/check.ts';
import { migrationsCheck } from './checks/database.ts';
import { redisCheck } from './checks/services.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url;
afterAll(async () => {
  await closePool();
  await database.drop();
});

/** Runs the real command. */
async function tokenhub(command: string, { input = '', url = database.url } = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bin.js'), ...command.split(' ')], {
    env: { ...process.env, DATABASE_URL: url, ANTHROPIC_API_KEY: '' },
  });
  child.stdin.end(input);
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err, json: () => JSON.parse(out) };
}

it('takes an operator from nothing to a funded key', async () => {
  const user = await tokenhub('user create --email ada@example.com --password - --json', { input: 'correct horse\n' });
  expect(user.json()).toMatchObject({
    email: 'ada@example.com',
    isOperator: true,
    emailVerifiedAt: expect.any(String),
  });
  expect(user.out).not.toContain('argon2');

  const granted = await tokenhub('credit grant --email ADA@example.com --usd 12.40 --reason welcome');
  expect(granted).toMatchObject({ code: 0, out: expect.stringContaining('Granted $12.40 to ADA@example.com') });
  const balance = await tokenhub('balance --email ada@example.com --json');
  expect(balance.json()).toMatchObject({ availableNanoUsd: '17400000000', heldNanoUsd: '0' });

  const created = await tokenhub('key create --email ada@example.com --name CI --test --cap-day 1.5 --json');
  const { id, secret } = created.json();
  const { rows } = await pool().query(
    `SELECT mode, hash, cap FROM api_key k JOIN budget b ON b.subject_id = k.id AND b.time_window = 'day' WHERE k.id = $1`,
    [id],
  );
  expect(rows).toEqual([{ mode: 'test', hash: hashKey(secret), cap: 1_500_000_000n }]);
});

it('leaves an address to its owner to confirm when asked to, and gives no credit before', async () => {
  const command = 'user create --email eva@example.com --password - --unverified --json';
  const eva = (await tokenhub(command, { input: 'correct horse' })).json();
  expect(eva).toMatchObject({ emailVerifiedAt: null });
  const { rows } = await pool().query('SELECT available FROM account_balance WHERE account_id = $1', [eva.accountId]);
  expect(rows).toEqual([{ available: 0n }]);
});

it('takes no password for a user that would be tried first', async () => {
  const { code, err, out } = await tokenhub('user create --email eve@example.com --password -', {
    input: 'Password123\n',
  });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('This password is easy to guess.');
  expect((await tokenhub('user list')).out).not.toContain('eve@example.com');
});

it('resets lost second factors, once', async () => {
  const { id } = (
    await tokenhub('user create --email bob@example.com --password - --json', { input: 'a long passphrase' })
  ).json();
  await pool().query(
    `INSERT INTO passkey (id, user_id, public_key, counter, transports, name, is_synced)
    VALUES ('credential', $1, '', 0, '{}', 'Laptop', false)`,
    [id],
  );
  const reset = await tokenhub('user reset-factor --email BOB@example.com --json');
  expect(reset.json()).toEqual({ email: 'BOB@example.com', hadTotp: false, passkeys: 1 });
  expect(await mailTo('bob@example.com')).toHaveLength(1);
  const again = await tokenhub('user reset-factor --email bob@example.com');
  expect(again).toMatchObject({ code: 1, out: '', err: expect.stringContaining('This user has no second factor.') });
});

it('ends with 2 for a command that was written wrongly, and shows how it is written', async () => {
  const { code, err, out } = await tokenhub('key create --name CI');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain("required option '--email <address>' not specified");
});

it('reports a wrong setting in one message, without a trace', async () => {
  const { code, err, out } = await tokenhub('user list --json', { url: 'mysql://127.0.0.1' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(JSON.parse(err).error.message).toContain('DATABASE_URL: expected an address such as');
});

it('reports a wrong command as JSON, when asked to', async () => {
  const { code, err, out } = await tokenhub('key create --name CI --json');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  const message = "required option '--email <address>' not specified";
  expect(JSON.parse(err)).toEqual({ error: { code: 'wrong_usage', message } });
});

it('knows the languages that a user can have', async () => {
  const { code, err } = await tokenhub('user create --email eve@example.com --password - --locale tlh');
  expect(code).toBe(2);
  expect(err).toContain('Allowed choices are en, de, fr, es, ja, zh.');
});

it('finds a database that is away, and ends with 1', async () => {
  const lost = await tokenhub('doctor --json', { url: 'postgresql://nobody@127.0.0.1:1/nothing' });
  expect(lost.code).toBe(1);
  const checks = [
    { name: 'database', ok: false },
    { name: 'proxies', ok: true },
    { name: 'upstream', ok: true },
  ];
  expect(lost.json()).toMatchObject({ ok: false, checks });
});

it('finds a Redis that is away', async () => {
  const [found] = await runChecks([redisCheck('redis://127.0.0.1:1')]);
  expect(found).toMatchObject({ name: 'redis', ok: false });
  expect(found?.detail).toBe(
    'does not answer (ECONNREFUSED), so each process counts rate limits for itself. Check REDIS_URL.',
  );
});

it.skipIf(!REDIS_BINARY)('finds a Redis that answers', async () => {
  const redis = await startRedis();
  const [found] = await runChecks([redisCheck(redis.url)]);
  await redis.kill();
  expect(found).toMatchObject({ ok: true, detail: expect.stringMatching(/^Redis \d\S+ counts rate limits$/) });
});

it('finds books that do not add up, a log that was altered, and migrations and prices that are missing', async () => {
  await pool().query('UPDATE account_balance SET available = available + 1');
  await pool().query(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_first'`);
  await pool().query('ALTER TABLE price DISABLE TRIGGER ALL');
  await pool().query('DELETE FROM price');
  await pool().query('ALTER TABLE audit_event DISABLE TRIGGER ALL');
  await pool().query(`UPDATE audit_event SET action = 'key.revoked' WHERE action = 'credit.granted' AND position = 1`);
  const results = await runChecks([invariantsCheck, migrationsCheck, pricesCheck, auditCheck]);
  expect(results.map(({ name, ok }) => `${name} ${ok}`)).toEqual([
    'ledger false',
    'migrations false',
    'prices false',
    'audit log false',
  ]);
  expect(results[3]?.detail).toContain('event number 1 is not what was written');
  expect(results[1]?.detail).toContain('not applied: 20261122000000_first');
});
