import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { nanoUsd } from '../money.ts';
import { ORPHANED } from './orphan.ts';
import type { Payer } from './testing/books.ts';
import { balanceOf, openBooks, whileCreditArrives } from './testing/books.ts';
import { runUpkeep } from './upkeep.ts';

const books = await openBooks();
const ledger = books.ledger();
afterAll(books.close);
afterEach(async () => expect(await books.violations()).toEqual([]));

async function held(payer: Payer, amount: bigint, by = ledger): Promise<string> {
  const hold = payer.hold(amount);
  expect(await by.placeHold(hold)).toEqual({ placed: true });
  return hold.requestId;
}

/** Expires a hold and sweeps it, without waiting. */
async function expire(requestId: string, by = ledger): Promise<void> {
  await books.pool.query(`UPDATE hold SET expires_at = now() - interval '1 second' WHERE request_id = $1`, [requestId]);
  await runUpkeep(by);
}

async function usageOf(requestId: string): Promise<Record<string, unknown>> {
  const { rows } = await books.pool.query('SELECT * FROM usage_record WHERE request_id = $1', [requestId]);
  return rows[0];
}

const entriesOf = async (requestId: string): Promise<unknown[]> => {
  const sql = `SELECT e.ledger_account, e.amount FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
    WHERE t.cause = $1 ORDER BY e.id`;
  return (await books.pool.query(sql, [`request:${requestId}`])).rows.map((row) => [row.ledger_account, row.amount]);
};

it('charges the cost, returns the rest of the hold, and records both entries', async () => {
  const payer = await books.payer(100n);
  const requestId = await held(payer, 60n);
  expect(await ledger.settle(payer.settlement(requestId, 25n))).toEqual({ charged: 25n, absorbed: 0n });
  expect(await balanceOf(books.pool, payer)).toEqual([75n, 0n]);
  expect(await entriesOf(requestId)).toEqual([
    [`customer:${payer.accountId}`, -25n],
    ['revenue:test-model', 25n],
  ]);
  const kept = {
    cost: 25n,
    held: 60n,
    absorbed: 0n,
    end_user: 'somebody',
    adjustments: ['top_p=dropped'],
    mode: 'live',
  };
  expect(await usageOf(requestId)).toMatchObject({
    ...kept,
    metadata: { project: 'x' },
    created_at: new Date('2026-11-22'),
  });
});

it('queues an automatic top-up below the threshold, once while one is queued, and not during its wait', async () => {
  const payer = await books.payer(1_000n);
  const { accountId } = payer;
  await books.pool.query(
    `INSERT INTO auto_top_up (account_id, is_on, threshold, net_cents, month_cap_cents) VALUES ($1, true, 500, 1000, 10000)`,
    [accountId],
  );
  const jobsAfter = async (cost: bigint) => {
    await ledger.settle(payer.settlement(await held(payer, cost), cost));
    return (await books.pool.query('SELECT kind, subject, payload FROM job')).rows;
  };
  const asked = { kind: 'auto_top_up', subject: `auto_top_up:${accountId}`, payload: { accountId } };
  expect(await jobsAfter(500n)).toEqual([]);
  expect(await jobsAfter(1n)).toEqual([asked]);
  expect(await jobsAfter(1n)).toEqual([asked]);
  await books.pool.query('DELETE FROM job');
  await books.pool.query(`UPDATE auto_top_up SET next_attempt_at = now() + interval '1 hour'`);
  expect(await jobsAfter(1n)).toEqual([]);
});

it('makes no entry for a request without cost', async () => {
  const payer = await books.payer(100n);
  const requestId = await held(payer, 60n);
  const refusal = payer.settlement(requestId, 0n, { outcome: 'refused', finishReason: 'content_filter' });
  expect(await ledger.settle(refusal)).toEqual({ charged: 0n, absorbed: 0n });
  expect(await balanceOf(books.pool, payer)).toEqual([100n, 0n]);
  expect(await entriesOf(requestId)).toEqual([]);
});

describe('settling twice', () => {
  it('charges once, and returns the first charge (A4)', async () => {
    const payer = await books.payer(1_000n);
    const other = books.ledger({ ownPool: true });
    const ids = await Promise.all(Array.from({ length: 20 }, () => held(payer, 30n)));
    const twice = ids.flatMap((id) =>
      [ledger, other, ledger, other].map((each) => each.settle(payer.settlement(id, 25n))),
    );
    expect(new Set((await Promise.all(twice)).map(({ charged }) => charged))).toEqual(new Set([25n]));
    expect(await ledger.settle(payer.settlement(ids[0] ?? '', 7n))).toEqual({ charged: 25n, absorbed: 0n });
    expect(await balanceOf(books.pool, payer)).toEqual([500n, 0n]);
  });

  it('charges nothing after a release, and a release after it returns nothing', async () => {
    const payer = await books.payer(100n);
    const [released, settled] = [await held(payer, 40n), await held(payer, 40n)];
    await ledger.release({ ...payer, requestId: released, usage: payer.failure(released) });
    expect(await ledger.settle(payer.settlement(released, 5n))).toEqual({ charged: 0n, absorbed: 0n });
    await ledger.settle(payer.settlement(settled, 5n));
    await ledger.release({ ...payer, requestId: settled, usage: payer.failure(settled) });
    expect(await balanceOf(books.pool, payer)).toEqual([95n, 0n]);
    expect(await usageOf(settled)).toMatchObject({ outcome: 'completed', cost: 5n });
  });
});

it('never charges above the hold; the house pays the rest and an alarm is raised (A12)', async () => {
  const payer = await books.payer(100n);
  const requestId = await held(payer, 30n);
  expect(await ledger.settle(payer.settlement(requestId, 300n))).toEqual({ charged: 30n, absorbed: 270n });
  expect(await balanceOf(books.pool, payer)).toEqual([70n, 0n]);
  expect(await entriesOf(requestId)).toEqual([
    [`customer:${payer.accountId}`, -30n],
    ['revenue:test-model', 300n],
    ['absorbed', -270n],
  ]);
  expect(books.alarms).toContainEqual(expect.objectContaining({ kind: 'settle_exceeds_hold', requestId }));
});

it('keeps each request of a batch as it was, also one that says less than the first or costs more than its hold', async () => {
  const payer = await books.payer(1_000n);
  const [full, bare, dear, failed, unnamed] = await Promise.all([30n, 30n, 30n, 10n, 10n].map((it) => held(payer, it)));
  if (!full || !bare || !dear || !failed || !unnamed) throw new Error('Five holds were placed.');
  const nothing = { metadata: null, endUser: null, upstreamUsage: null, firstTokenMs: null, adjustments: [], tags: [] };
  const charges = await Promise.all([
    ledger.settle(payer.settlement(full, 20n, { metadata: { tags: 'team=search' } })),
    ledger.settle(payer.settlement(bare, 7n, nothing)),
    ledger.settle(payer.settlement(dear, 31n, { isStreamed: false, outputTokens: 4 })),
    ledger.release({ ...payer, requestId: failed, usage: payer.failure(failed) }),
    ledger.release({ ...payer, requestId: unnamed }),
  ]);
  expect(charges.slice(0, 3)).toEqual([
    { charged: 20n, absorbed: 0n },
    { charged: 7n, absorbed: 0n },
    { charged: 30n, absorbed: 1n },
  ]);
  expect(await usageOf(full)).toMatchObject({
    metadata: { tags: 'team=search' },
    tags: ['team=search'],
    is_streamed: true,
  });
  expect(await usageOf(bare)).toMatchObject({
    metadata: null,
    end_user: null,
    first_token_ms: null,
    tags: [],
    cost: 7n,
  });
  expect(await usageOf(dear)).toMatchObject({ metadata: { project: 'x' }, is_streamed: false, output_tokens: 4 });
  expect(await usageOf(failed)).toMatchObject({ error_code: 'upstream_error', held: 10n });
  expect(await usageOf(unnamed)).toBeUndefined();
  expect(await balanceOf(books.pool, payer)).toEqual([943n, 0n]);
});

describe('a settlement after the hold expired', () => {
  it('is charged if the balance covers it, up to what was held (A11)', async () => {
    const payer = await books.payer(100n, { day: 90n });
    const [requestId, dear] = [await held(payer, 30n), await held(payer, 30n)];
    await expire(requestId);
    await expire(dear);
    expect(await balanceOf(books.pool, payer)).toEqual([100n, 0n]);
    expect(await usageOf(requestId)).toMatchObject({ outcome: 'failed', error_code: ORPHANED, cost: 0n, held: 30n });
    expect(await ledger.settle(payer.settlement(requestId, 25n))).toEqual({ charged: 25n, absorbed: 0n });
    expect(await ledger.settle(payer.settlement(dear, 50n))).toEqual({ charged: 30n, absorbed: 20n });
    expect(await ledger.settle(payer.settlement(requestId, 25n))).toEqual({ charged: 25n, absorbed: 0n });
    expect(await balanceOf(books.pool, payer)).toEqual([45n, 0n]);
    expect(await usageOf(requestId)).toMatchObject({ outcome: 'completed', error_code: null, cost: 25n });
  });

  it('is paid by the house when the balance does not cover it: never below zero (A11)', async () => {
    const payer = await books.payer(50n);
    const requestId = await held(payer, 30n);
    await expire(requestId);
    await held(payer, 40n);
    expect(await ledger.settle(payer.settlement(requestId, 25n))).toEqual({ charged: 0n, absorbed: 25n });
    expect(await balanceOf(books.pool, payer)).toEqual([10n, 40n]);
  });

  it('is charged to money that arrives while it waits for the row', async () => {
    const payer = await books.payer(30n);
    const requestId = await held(payer, 30n);
    await expire(requestId);
    await held(payer, 30n);
    const settle = () => ledger.settle(payer.settlement(requestId, 25n));
    expect(await whileCreditArrives(books.pool, payer, 30n, settle)).toEqual({ charged: 25n, absorbed: 0n });
    expect(await balanceOf(books.pool, payer)).toEqual([5n, 30n]);
  });

  it('is paid by the house when no hold is known', async () => {
    const payer = await books.payer(50n);
    const { requestId } = payer.hold(1n);
    expect(await ledger.settle(payer.settlement(requestId, 25n))).toEqual({ charged: 0n, absorbed: 25n });
    expect(await balanceOf(books.pool, payer)).toEqual([50n, 0n]);
  });
});

it('lets exactly one of settlement, release and sweep resolve each hold, in any order (A5)', async () => {
  const payer = await books.payer(10_000n);
  const other = books.ledger({ ownPool: true });
  const ids = await Promise.all(Array.from({ length: 60 }, () => held(payer, 30n)));
  await books.pool.query(`UPDATE hold SET expires_at = now() - interval '1 second'`);
  const charges = await Promise.all([
    ...ids.map((id) => other.settle(payer.settlement(id, 25n))),
    ...ids.slice(0, 20).map((id) => ledger.release({ ...payer, requestId: id, usage: payer.failure(id) })),
    runUpkeep(ledger),
  ]);
  const charged = charges.reduce((sum, charge) => sum + (charge ? charge.charged : 0n), 0n);
  expect(await balanceOf(books.pool, payer)).toEqual([10_000n - charged, 0n]);
  expect(charged).toBeGreaterThanOrEqual(40n * 25n); // holds released by the sweeper are charged all the same
});

it('settles accounts of two processes in opposite order without losing any (A23)', async () => {
  const other = books.ledger({ ownPool: true });
  const payers = await Promise.all(Array.from({ length: 8 }, () => books.payer(1_000n)));
  const work = await Promise.all(
    payers.flatMap((payer) => [1, 2, 3, 4].map(async () => [payer, await held(payer, 10n)] as const)),
  );
  const settle = ([payer, id]: (typeof work)[number], by: typeof ledger) => by.settle(payer.settlement(id, 10n));
  await Promise.all([
    ...work.map((each) => settle(each, ledger)),
    ...work.toReversed().map((each) => settle(each, other)),
  ]);
  for (const payer of payers) expect(await balanceOf(books.pool, payer)).toEqual([960n, 0n]);
});

it('settles at the price of the hold when another one came in between (A18)', async () => {
  const payer = await books.payer(100n);
  const requestId = await held(payer, 30n);
  await books.pool.query(`INSERT INTO price VALUES ('test-model@2', 'test-model', 9000, 0, 0, 0, 0)`);
  await ledger.settle(payer.settlement(requestId, 25n));
  expect(await usageOf(requestId)).toMatchObject({ price_id: 'test-model@1', cost: 25n });
});

it('sums a thousand requests of one nano-dollar exactly (A17)', async () => {
  const payer = await books.payer(10_000n);
  const ids = await Promise.all(Array.from({ length: 1_000 }, () => held(payer, 2n)));
  await Promise.all(ids.map((id) => ledger.settle(payer.settlement(id, 1n))));
  expect(await balanceOf(books.pool, payer)).toEqual([9_000n, 0n]);
});

it('refuses an invalid settlement alone, not its whole batch', async () => {
  const payer = await books.payer(100n);
  const [good, bad] = [await held(payer, 30n), await held(payer, 30n)];
  const [charge, failure] = await Promise.allSettled([
    ledger.settle(payer.settlement(good, 10n)),
    ledger.settle(payer.settlement(bad, 10n, { outcome: 'failed' })),
  ]);
  expect(charge).toMatchObject({ status: 'fulfilled', value: { charged: 10n } });
  expect(failure).toMatchObject({
    status: 'rejected',
    reason: { message: expect.stringContaining('only_what_was_produced') },
  });
  await ledger.release({ ...payer, requestId: bad });
  await expect(ledger.settle({ ...payer.settlement(bad, 1n), cost: nanoUsd(-1n) })).rejects.toThrow('Not a cost');
});

it('stores any text of customers', async () => {
  const payer = await books.payer(100n);
  const requestId = await held(payer, 30n);
  await ledger.settle(
    payer.settlement(requestId, 1n, { endUser: 'a\0b\uD800', metadata: { 'k\0': ['\uDC00', '\\u0000'] } }),
  );
  expect(await usageOf(requestId)).toMatchObject({
    end_user: 'a\uFFFDb\uFFFD',
    metadata: { 'k\uFFFD': ['\uFFFD', '\\u0000'] },
  });
});

it('records requests without a hold, once', async () => {
  const payer = await books.payer(0n);
  const { requestId } = payer.hold(1n);
  const row = payer.usage(requestId, { mode: 'test', priceId: null });
  await Promise.all([ledger.recordUsage([row]), ledger.recordUsage([row])]);
  expect(await usageOf(requestId)).toMatchObject({ mode: 'test', cost: 0n, held: 0n });
});

it('prevents changes of the books by hand (A27)', async () => {
  for (const table of ['ledger_entry', 'ledger_transaction'])
    await expect(books.pool.query(`DELETE FROM ${table}`)).rejects.toThrow('never changed');
});
