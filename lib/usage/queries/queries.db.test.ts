import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { db } from '#lib/db/client.ts';
import { closePool } from '#lib/db/pool.ts';
import { createKey } from '#lib/keys/create.ts';
import { hasHadKey, keyNames } from '#lib/keys/queries.ts';
import { revokeKey } from '#lib/keys/revoke.ts';
import { createKeyInput } from '#lib/keys/schema.ts';
import { totalOf } from '../day-usage.ts';
import { keyUsageByDay, usageByDay, usageByKey } from './by-day.ts';
import { findFirstCall } from './first-call.ts';
import { modelsUsed } from './models-used.ts';
import { listRecentRequests } from './recent.ts';
import { rejectionsByKey } from './rejections.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const TWO_DAYS = { days: 2, now: NOW };
const newAccount = async () => personalAccountId(await createUser({ email: `${randomUUID()}@example.com` }));
const newKey = async (accountId: string, name = 'CI') =>
  (await createKey(accountId, createKeyInput.parse({ name }), { now: NOW })).key.id;

interface Owner {
  accountId: string;
  keyId: string;
}

async function use({ accountId, keyId }: Owner, at: string, changes: object = {}): Promise<string> {
  const requestId = `req_${randomUUID()}`;
  await db.usageRecord.create({
    data: {
      requestId,
      accountId,
      keyId,
      mode: 'live',
      requestedModel: 'anthropic/claude-sonnet-4-6',
      model: 'claude-sonnet-4-6',
      outcome: 'completed',
      statusCode: 200,
      isStreamed: false,
      inputTokens: 1,
      cacheWrite5mTokens: 2,
      cacheWrite1hTokens: 4,
      cacheReadTokens: 8,
      outputTokens: 16,
      held: 100n,
      cost: 7n,
      durationMs: 20,
      createdAt: new Date(at),
      settledAt: new Date(at),
      ...changes,
    },
  });
  return requestId;
}

const FAILED = { outcome: 'failed', statusCode: 402, errorCode: 'insufficient_credit', cost: 0n, held: 0n };

let mine: Owner = { accountId: '', keyId: '' };
let other: Owner = mine;
let foreign: Owner = mine;
let failedId = '';

beforeAll(async () => {
  const [accountId, strangerId] = [await newAccount(), await newAccount()];
  mine = { accountId, keyId: await newKey(accountId) };
  other = { accountId, keyId: await newKey(accountId, 'other') };
  foreign = { accountId: strangerId, keyId: await newKey(strangerId) };
  await use(mine, '2026-11-20T23:59:59.999Z');
  await use(mine, '2026-11-21T00:00:00.000Z');
  await use(mine, '2026-11-21T23:59:59.999Z', { cost: 50n });
  await use(other, '2026-11-22T00:00:00.000Z', { requestedModel: 'claude-opus-4-8' });
  failedId = await use(mine, '2026-11-22T11:00:00.000Z', FAILED);
  await use(mine, '2026-11-22T11:30:00.000Z', { ...FAILED, statusCode: 502 });
  await use(foreign, '2026-11-22T11:00:00.000Z', { cost: 90n });
});
afterAll(closePool);

describe('sums by day', () => {
  it('are cut at midnight UTC and equal their rows', async () => {
    expect(await usageByDay(mine.accountId, TWO_DAYS)).toEqual([
      { day: '2026-11-21', requests: 2, failed: 0, cost: 57n },
      { day: '2026-11-22', requests: 3, failed: 2, cost: 7n },
    ]);
  });

  it('include days without usage', async () => {
    const days = await usageByDay(mine.accountId, { days: 5, now: NOW });
    expect(days.map(({ requests }) => requests)).toEqual([0, 0, 1, 2, 3]);
  });

  it('of the keys add up to the account’s', async () => {
    const byKey = await usageByKey(mine.accountId, TWO_DAYS);
    expect([...byKey.keys()].sort()).toEqual([mine.keyId, other.keyId].sort());
    const account = totalOf(await usageByDay(mine.accountId, TWO_DAYS));
    expect(totalOf([...byKey.values()].flat())).toEqual(account);
  });

  it('of one key are its own', async () => {
    expect(totalOf(await keyUsageByDay(other, TWO_DAYS))).toEqual({ requests: 1, failed: 0, cost: 7n });
  });

  it('never include another account’s key', async () => {
    const asked = { accountId: mine.accountId, keyId: foreign.keyId };
    expect(totalOf(await keyUsageByDay(asked, TWO_DAYS))).toEqual({ requests: 0, failed: 0, cost: 0n });
  });
});

describe('recent requests', () => {
  it('are newest first, with failed ones at no cost and cached tokens in the input', async () => {
    const [, failed, first] = await listRecentRequests(mine.accountId, { limit: 3 });
    expect(failed).toMatchObject({ requestId: failedId, outcome: 'failed', cost: 0n });
    expect(first).toMatchObject({ keyId: other.keyId, inputTokens: 15, outputTokens: 16 });
  });

  it('are of one key when asked, and never of another account', async () => {
    const keys = async (owner: Owner) =>
      (await listRecentRequests(mine.accountId, { keyId: owner.keyId, limit: 20 })).map(({ keyId }) => keyId);
    expect(new Set(await keys(mine))).toEqual(new Set([mine.keyId]));
    expect(await keys(foreign)).toEqual([]);
  });
});

it('counts as rejected the caller’s errors, not upstream’s failures', async () => {
  const rejections = await rejectionsByKey(mine.accountId, NOW);
  expect(rejections.get(mine.keyId)).toEqual({ requests: 3, rejected: 1 });
  expect(rejections.has(foreign.keyId)).toBe(false);
});

it('lists the models asked for since a moment, once per key', async () => {
  const uses = await modelsUsed(mine.accountId, new Date('2026-11-21T00:00:00Z'));
  expect(uses).toHaveLength(2);
  expect(uses).toContainEqual({ keyId: other.keyId, model: 'claude-opus-4-8' });
});

it('follows the first call from none over a refusal to an answer, which is final', async () => {
  const accountId = await newAccount();
  const owner = { accountId, keyId: await newKey(accountId) };
  expect(await findFirstCall(accountId)).toEqual({ state: 'awaited' });
  await use(owner, '2026-11-22T10:00:00Z', FAILED);
  expect(await findFirstCall(accountId)).toEqual({
    state: 'refused',
    statusCode: 402,
    errorCode: 'insufficient_credit',
  });
  await use(owner, '2026-11-22T10:01:00Z');
  await use(owner, '2026-11-22T10:02:00Z', FAILED);
  expect(await findFirstCall(accountId)).toEqual({ state: 'answered' });
});

it('keeps the names of revoked keys, and knows that there was one', async () => {
  const accountId = await newAccount();
  expect(await hasHadKey(accountId)).toBe(false);
  const keyId = await newKey(accountId, 'gone');
  await revokeKey(accountId, keyId);
  expect(await keyNames(accountId)).toEqual(new Map([[keyId, 'gone']]));
  expect(await hasHadKey(accountId)).toBe(true);
});
