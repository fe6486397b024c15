import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { HoldResult } from './hold.ts';
import { addKey, addSuccessor, balanceOf, letTimePass, openBooks, whileCreditArrives } from './testing/books.ts';
import { Requests } from './testing/requests.ts';

const books = await openBooks();
const ledger = books.ledger();
afterAll(books.close);
afterEach(async () => expect(await books.violations()).toEqual([]));

const placedOf = (results: HoldResult[]) => results.filter(({ placed }) => placed).length;

describe('funds for 5 000 of 20 000 concurrent requests', () => {
  const ledgers = Array.from({ length: 4 }, () =>
    books.ledger({ ownPool: true, limits: { maxWaiting: 20_000, holdTimeoutMs: 20_000 } }),
  );

  it('admit exactly 5 000, through four processes at once (A1)', async () => {
    const payer = await books.payer(5_000n * 7n);
    const results = await Promise.all(
      Array.from(
        { length: 20_000 },
        (_, index) => ledgers[index % 4]?.placeHold(payer.hold(7n)) as Promise<HoldResult>,
      ),
    );
    expect(placedOf(results)).toBe(5_000);
    expect(await balanceOf(books.pool, payer)).toEqual([0n, 35_000n]);
    expect(results.find(({ placed }) => !placed)).toEqual({
      placed: false,
      reason: 'insufficient_credit',
      available: 0n,
    });
  });

  it('admit exactly the lower of the limits of key and account (A29)', async () => {
    const payer = await books.payer(1_000n, { day: 700n });
    const other = new Requests(payer.accountId, await addKey(books.pool, payer.accountId, { total: 400n }));
    const ask = (index: number) =>
      ledgers[index % 4]?.placeHold((index % 2 ? payer : other).hold(1n)) as Promise<HoldResult>;
    const results = await Promise.all(Array.from({ length: 2_000 }, (_, index) => ask(index)));
    const own = placedOf(results.filter((_, index) => index % 2));
    const others = placedOf(results.filter((_, index) => index % 2 === 0));
    expect(own + others).toBe(1_000);
    expect(own).toBeLessThanOrEqual(700);
    expect(others).toBeLessThanOrEqual(400);
  });
});

it.each(['total', 'day', 'month'] as const)(
  'admits exactly what a cap allows of concurrent requests: %s (A29)',
  async (window) => {
    const [payer, other] = [await books.payer(10_000n, { [window]: 350n }), books.ledger({ ownPool: true })];
    const ask = (index: number) => (index % 2 ? ledger : other).placeHold(payer.hold(2n));
    const results = await Promise.all(Array.from({ length: 600 }, (_, index) => ask(index)));
    expect(placedOf(results)).toBe(175);
    expect(await balanceOf(books.pool, payer)).toEqual([9_650n, 350n]);
  },
);

it('admits exactly what a shared cap allows, over several keys and within one batch', async () => {
  const payer = await books.payer(10_000n, { total: 350n });
  const [successor, other] = [await addSuccessor(books.pool, payer), books.ledger({ ownPool: true })];
  const holds = Array.from({ length: 600 }, (_, index) => (index % 2 ? payer : successor).hold(2n));
  const ask = (hold: (typeof holds)[number], index: number) => (index % 3 ? ledger : other).placeHold(hold);
  const results = await Promise.all(holds.map(ask));
  expect(placedOf(results)).toBe(175);
  const placed = holds.filter((_, index) => results[index]?.placed);
  const resolve = ({ requestId, keyId }: (typeof holds)[number], index: number) =>
    index < 100
      ? ledger.settle({ ...payer.settlement(requestId, 2n), keyId })
      : ledger.release({ requestId, keyId, accountId: payer.accountId });
  await Promise.all(placed.map(resolve));
  expect(await ledger.placeHold(successor.hold(151n))).toMatchObject({ reason: 'cap_reached', caps: [{ used: 200n }] });
  expect(await ledger.placeHold(successor.hold(150n))).toEqual({ placed: true });
});

it('never admits more than the funds, and refuses only requests that did not fit (A2)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.bigInt(1n, 50n), { minLength: 1, maxLength: 60 }),
      fc.bigInt(0n, 600n),
      async (amounts, funds) => {
        const payer = await books.payer(funds);
        const results = await Promise.all(amounts.map((amount) => ledger.placeHold(payer.hold(amount))));
        const [available, held] = await balanceOf(books.pool, payer);
        expect(held).toBe(
          amounts.filter((_, index) => results[index]?.placed).reduce((sum, amount) => sum + amount, 0n),
        );
        expect(available + held).toBe(funds);
        for (const [index, result] of results.entries()) {
          if (result.placed || result.reason !== 'insufficient_credit') continue;
          expect(amounts[index]).toBeGreaterThan(result.available);
          expect(result.available).toBeGreaterThanOrEqual(available); // the balance only falls here, so the figure was right then
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('spends money that arrives while it waits for the row', async () => {
  const payer = await books.payer(50n);
  const result = await whileCreditArrives(books.pool, payer, 100n, () => ledger.placeHold(payer.hold(90n)));
  expect(result).toEqual({ placed: true });
  expect(await balanceOf(books.pool, payer)).toEqual([60n, 90n]);
});

it('lets small ones pass a giant that does not fit (A3)', async () => {
  const payer = await books.payer(100n);
  const results = await Promise.all([60n, 1_000n, 30n, 20n, 10n].map((amount) => ledger.placeHold(payer.hold(amount))));
  expect(results.map(({ placed }) => placed)).toEqual([true, false, true, false, true]);
  expect(results[1]).toEqual({ placed: false, reason: 'insufficient_credit', available: 40n });
});

it('holds once for repeated calls of the same request', async () => {
  const payer = await books.payer(100n);
  const other = books.ledger({ ownPool: true });
  const hold = payer.hold(60n);
  const results = await Promise.all(
    [hold, { ...hold }, hold].flatMap((each) => [ledger.placeHold(each), other.placeHold(each)]),
  );
  expect(placedOf(results)).toBe(6);
  expect(await balanceOf(books.pool, payer)).toEqual([40n, 60n]);
});

it('does not hold again for a request that is over', async () => {
  const payer = await books.payer(100n);
  const hold = payer.hold(60n);
  await ledger.placeHold(hold);
  await ledger.settle(payer.settlement(hold.requestId, 10n));
  await expect(ledger.placeHold(hold)).rejects.toMatchObject({ code: 'conflict' });
  expect(await balanceOf(books.pool, payer)).toEqual([90n, 0n]);
});

it.each(['total', 'day', 'month'] as const)('says which cap of the key is reached: %s (A29)', async (window) => {
  const payer = await books.payer(1_000n, { [window]: 100n });
  await ledger.placeHold(payer.hold(70n));
  const refused = await ledger.placeHold(payer.hold(31n));
  const cap = { subject: 'key', subjectId: payer.keyId, name: 'test', window, cap: 100n, used: 70n };
  expect(refused).toMatchObject({ placed: false, reason: 'cap_reached', caps: [cap] });
  expect(!refused.placed && refused.reason === 'cap_reached' && refused.caps[0].resetsAt).toEqual(
    await nextReset(window),
  );
  expect((await ledger.placeHold(payer.hold(30n))).placed).toBe(true);
});

async function nextReset(window: string): Promise<Date | null> {
  if (window === 'total') return null;
  const sql = `SELECT date_trunc($1, now(), 'utc') + CASE $1 WHEN 'day' THEN interval '1 day' ELSE interval '1 month' END AS next`;
  const { rows } = await books.pool.query(sql, [window]);
  return rows[0].next;
}

it.each(['day', 'month'] as const)('starts a new %s with a full cap', async (window) => {
  const payer = await books.payer(1_000n, { [window]: 100n });
  const hold = payer.hold(100n);
  await ledger.placeHold(hold);
  await ledger.settle(payer.settlement(hold.requestId, 100n));
  expect((await ledger.placeHold(payer.hold(1n))).placed).toBe(false);
  await letTimePass(books.pool, payer, `1 ${window}`);
  const next = payer.hold(40n);
  expect((await ledger.placeHold(next)).placed).toBe(true);
  await ledger.settle(payer.settlement(next.requestId, 40n));
  const { rows } = await books.pool.query('SELECT time_window, spent FROM budget WHERE subject_id = $1 ORDER BY 1', [
    payer.keyId,
  ]);
  expect(rows).toEqual([
    { time_window: 'total', spent: 140n },
    { time_window: window, spent: 40n },
  ]);
});

it('refuses new holds of a suspended account while open ones settle (A30)', async () => {
  const payer = await books.payer(100n);
  const hold = payer.hold(60n);
  await ledger.placeHold(hold);
  await books.pool.query('UPDATE account SET suspended_at = now() WHERE id = $1', [payer.accountId]);
  await expect(ledger.placeHold(payer.hold(1n))).rejects.toMatchObject({ code: 'account_suspended' });
  expect(await ledger.settle(payer.settlement(hold.requestId, 20n))).toEqual({ charged: 20n, absorbed: 0n });
});

it('refuses an invalid amount (A14)', async () => {
  const payer = await books.payer(100n);
  for (const amount of [0n, -1n, 10n ** 18n + 1n, 2n ** 63n])
    await expect(ledger.placeHold(payer.hold(amount))).rejects.toThrow('Not a hold');
  await expect(books.pool.query('UPDATE account_balance SET available = -1')).rejects.toThrow(
    'available_is_never_negative',
  );
  await expect(books.pool.query('UPDATE account_balance SET available = 1000000000000000001')).rejects.toThrow(
    'never_negative',
  );
});

describe('an account whose row another transaction keeps locked', () => {
  it('fails closed after the timeout, and releases a hold that was placed too late (A25)', async () => {
    let now = 0;
    const impatient = books.ledger({ ownPool: true, now: () => now, limits: { holdTimeoutMs: 150 } });
    const payer = await books.payer(100n);
    const blocker = await books.pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM account_balance WHERE account_id = $1 FOR UPDATE', [payer.accountId]);
    await expect(impatient.placeHold(payer.hold(60n))).rejects.toMatchObject({
      code: 'billing_unavailable',
      status: 503,
    });
    await blocker.query('COMMIT');
    blocker.release();
    await impatient.placeHold(payer.hold(1n)); // waits for the late hold
    expect(await balanceOf(books.pool, payer)).toEqual([39n, 61n]);
    now = 20_000;
    await impatient.postponed.retry();
    expect(await balanceOf(books.pool, payer)).toEqual([99n, 1n]);
  });

  it('queues a bounded number, without delaying other accounts (A24)', async () => {
    const crowded = books.ledger({ ownPool: true, limits: { maxWaiting: 10 } });
    const [payer, bystander] = [await books.payer(1_000n), await books.payer(10n)];
    const blocker = await books.pool.connect();
    await blocker.query('BEGIN');
    await blocker.query('SELECT FROM account_balance WHERE account_id = $1 FOR UPDATE', [payer.accountId]);
    const first = crowded.placeHold(payer.hold(1n));
    await crowded.placeHold(bystander.hold(10n)); // by now the first is in flight
    const waiting = Array.from({ length: 12 }, () => crowded.placeHold(payer.hold(1n)));
    const refused = waiting.slice(10).map((each) => expect(each).rejects.toMatchObject({ status: 429 }));
    await blocker.query('COMMIT');
    blocker.release();
    await Promise.all(refused);
    expect(placedOf(await Promise.all([first, ...waiting.slice(0, 10)]))).toBe(11);
  });
});
