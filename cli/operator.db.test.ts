import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import { closePool } from '#lib/db/pool.ts';
import { newId } from '#lib/id.ts';
import { givenUser } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { createProgram } from './program.ts';

// A command closes the installation it opened, and this process goes on with it.
vi.mock('./installation.ts', () => {
  const nothing = () => Promise.resolve();
  return { openInstallation: () => Promise.resolve({ migrate: nothing, close: nothing }) };
});

const database = await createDatabase();
env.DATABASE_URL = database.url;
afterAll(async () => {
  await closePool();
  await database.drop();
});

let user: Awaited<ReturnType<typeof givenUser>>;
beforeEach(async () => {
  await givenUser();
  user = await givenUser();
});

/** Runs a command in this process. @returns its JSON result */
async function run(...words: string[]) {
  const written: string[] = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  try {
    await createProgram({ asJson: true }).parseAsync([...words, '--json'], { from: 'user' });
  } finally {
    spy.mockRestore();
  }
  return JSON.parse(written.join(''));
}

const eventsOf = (where: object) =>
  db.auditEvent.findMany({ where, select: { action: true, actorId: true, target: true, details: true } });

it('writes of credit that a command gives or takes who did it and why', async () => {
  const { accountId, id, email } = user;
  await run('operator', 'add', '--email', email);
  const given = await run('credit', 'grant', '--email', email, '--usd', '2', '--reason', 'trial', '--by', email);
  const taken = await run('credit', 'take', '--account', accountId, '--usd', '0.5', '--reason', 'mistyped');
  expect(await eventsOf({ accountId, action: { startsWith: 'credit.' } })).toEqual([
    {
      ...{ action: 'credit.granted', actorId: id, target: '2 USD' },
      details: { reason: 'trial', transactionId: given.transactionId },
    },
    {
      ...{ action: 'credit.adjusted', actorId: null, target: '-0.5 USD' },
      details: { reason: 'mistyped', transactionId: taken.transactionId },
    },
  ]);
});

it('lets only operators sign, and writes down who becomes one', async () => {
  const { email, id } = user;
  const grant = () => run('credit', 'grant', '--email', email, '--usd', '1', '--reason', 'x', '--by', email);
  await expect(grant()).rejects.toMatchObject({ code: 'forbidden' });
  for (const isChanged of [true, false])
    expect(await run('operator', 'add', '--email', email)).toMatchObject({ isChanged });
  expect(await run('operator', 'list')).toContainEqual({ id, email });
  await grant();
  for (const isChanged of [true, false])
    expect(await run('operator', 'remove', '--email', email)).toMatchObject({ isChanged });
  expect((await eventsOf({ userId: id, action: { startsWith: 'operator.' } })).map(({ action }) => action)).toEqual([
    ...['operator.added', 'operator.removed'],
  ]);
});

it('suspends an account and resumes it, each once, with who and why', async () => {
  const { accountId, email, id } = user;
  await run('operator', 'add', '--email', email);
  const change = (name: string) =>
    run('account', name, '--account', accountId, '--reason', 'card testing', '--by', email);
  for (const isChanged of [true, false])
    expect(await change('suspend')).toMatchObject({ isSuspended: true, isChanged });
  expect(await run('account', 'find', '--for', accountId)).toMatchObject([{ suspendedAt: expect.any(String) }]);
  for (const isChanged of [true, false])
    expect(await change('resume')).toMatchObject({ isSuspended: false, isChanged });
  const details = { reason: 'card testing' };
  expect(await eventsOf({ accountId, action: { startsWith: 'account.' } })).toEqual([
    { action: 'account.suspended', actorId: id, target: null, details },
    { action: 'account.resumed', actorId: id, target: null, details },
  ]);
  await db.membership.deleteMany({ where: { accountId } });
  await expect(change('resume')).rejects.toMatchObject({ code: 'conflict' });
});

it('shows what a price would have made of the last 30 days', async () => {
  const { accountId } = user;
  const row = {
    accountId,
    keyId: 'key_1',
    mode: 'live',
    requestedModel: 'm',
    outcome: 'completed',
    statusCode: 200,
  } as const;
  const used = { inputTokens: 1_000_000, outputTokens: 100_000, cost: 1_500_000_000n, held: 1_500_000_000n };
  const data = {
    ...row,
    ...used,
    requestId: newId('request'),
    model: 'claude-haiku-4-5',
    isStreamed: false,
    durationMs: 1,
  };
  await db.usageRecord.create({ data });
  const preview = (...more: string[]) => run('prices', 'preview', '--model', 'claude-haiku-4-5', ...more);
  expect(await preview('--input', '2', '--output', '10')).toMatchObject([
    { accounts: [{ accountId, requests: 1, cost: '1500000000', nextCost: '3000000000' }] },
  ]);
  await expect(preview('--input', '2')).rejects.toMatchObject({ code: 'invalid_value' });
  expect(await preview()).toEqual([]);
});

it('takes credit from one account, named in one way', async () => {
  const move = ['credit', 'take', '--usd', '1', '--reason', 'x'];
  await expect(run(...move)).rejects.toMatchObject({ code: 'invalid_value' });
  const both = ['--email', user.email, '--account', user.accountId];
  await expect(run(...move, ...both)).rejects.toMatchObject({ code: 'invalid_value' });
});
