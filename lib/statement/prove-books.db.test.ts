import { afterAll, expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { openBooks } from '#lib/billing/ledger/testing/books.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { newId } from '#lib/id.ts';
import { type BooksProof, proveBooks } from './prove-books.ts';

const books = await openBooks();
const ledger = books.ledger();
afterAll(books.close);

/** An account with a grant of 1000, a payment of a cent, a refund of 200, and requests of 3, 4 and a running one. */
async function lively() {
  const payer = await books.payer(1_000n);
  const { accountId } = payer;
  for (const [kind, amount] of [['top_up', 10_000_000n] as const, ['refund', -200n] as const]) {
    const cause = `stripe:${newId('transaction')}`;
    await creditAccount({ accountId, amount: nanoUsd(amount), kind, cause, reason: null, actorId: null }, books.pool);
  }
  await books.pool.query(
    `INSERT INTO stripe_payment (payment_intent_id, account_id, livemode, status, net_cents, credited, taken_back, created_at)
     VALUES ('pi_' || $1, $1, false, 'succeeded', 1, 10000000, 200, now())`,
    [accountId],
  );
  for (const cost of [3n, 4n]) {
    const requestId = newId('request');
    await ledger.placeHold(payer.hold(10n, requestId));
    await ledger.settle(payer.settlement(requestId, cost));
  }
  await ledger.placeHold(payer.hold(10n));
  return payer;
}

const payer = await lively();
await lively();

const differing = ({ sides }: BooksProof) => sides.filter(({ shown, expected }) => shown !== expected);

it('adds up every figure of one account, and finds them equal', async () => {
  const { sides, provedAt } = await proveBooks(payer.accountId, books.pool);
  expect(sides).toEqual([
    { side: 'balance', shown: 10_000_793n, expected: 10_000_793n, rows: 5 },
    { side: 'held', shown: 10n, expected: 10n, rows: 1 },
    { side: 'receipts', shown: 7n, expected: 7n, rows: 2 },
    { side: 'chart', shown: 7n, expected: 7n, rows: expect.any(Number) },
    { side: 'caps', shown: 7n, expected: 7n, rows: 1 },
    { side: 'payments', shown: 9_999_800n, expected: 9_999_800n, rows: 1 },
  ]);
  expect(Math.abs(provedAt.getTime() - Date.now())).toBeLessThan(60_000);
});

it('shows zeros for an account without movements', async () => {
  const { sides } = await proveBooks('acct_nobody', books.pool);
  expect(sides.every(({ shown, expected, rows }) => shown === 0n && expected === 0n && rows === 0)).toBe(true);
});

const OWN_ENTRY = `UPDATE ledger_entry e SET amount = e.amount + 1 FROM ledger_transaction t
  WHERE t.id = e.transaction_id AND e.ledger_account = 'customer:' || $1`;

it.each([
  ['UPDATE account_balance SET available = available + 1 WHERE account_id = $1', ['balance']],
  ['UPDATE account_balance SET held = held + 1, available = available - 1 WHERE account_id = $1', ['held']],
  ['UPDATE hold SET amount = amount + 1 WHERE account_id = $1', ['held']],
  ['UPDATE usage_record SET cost = cost + 1 WHERE account_id = $1 AND cost = 3', ['receipts']],
  ['DELETE FROM usage_record WHERE account_id = $1 AND cost = 4', ['receipts']],
  [
    'UPDATE usage_hour SET cost = cost - 1 WHERE account_id = $1 AND hour = (SELECT max(hour) FROM usage_hour WHERE account_id = $1)',
    ['chart'],
  ],
  ['UPDATE budget SET spent = spent + 1 WHERE account_id = $1', ['caps']],
  ['UPDATE stripe_payment SET taken_back = taken_back + 1 WHERE account_id = $1', ['payments']],
  // Every other figure is compared with the ledger, so a fault in the ledger shows in all of them.
  [`${OWN_ENTRY} AND e.amount = -3`, ['balance', 'receipts', 'chart', 'caps']],
  [`${OWN_ENTRY} AND t.kind = 'top_up'`, ['balance', 'payments']],
])('after %s names %j', async (fault, sides) => {
  const client = await books.pool.connect();
  try {
    await client.query('BEGIN');
    for (const table of ['ledger_entry', 'usage_record'])
      await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    expect((await client.query(fault, [payer.accountId])).rowCount).toBe(1);
    expect(differing(await proveBooks(payer.accountId, client)).map(({ side }) => side)).toEqual(sides);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
  expect(differing(await proveBooks(payer.accountId, books.pool))).toEqual([]);
});

it('reads one snapshot: the figures agree while requests settle', async () => {
  const busy = await books.payer(1_000_000n);
  let isRunning = true;
  const traffic = Array.from({ length: 4 }, async () => {
    for (let count = 0; count < 25; count += 1) {
      const requestId = newId('request');
      await ledger.placeHold(busy.hold(10n, requestId));
      await ledger.settle(busy.settlement(requestId, 7n));
    }
  });
  const done = Promise.all(traffic).finally(() => {
    isRunning = false;
  });
  while (isRunning) expect(differing(await proveBooks(busy.accountId, books.pool))).toEqual([]);
  await done;
  const { sides } = await proveBooks(busy.accountId, books.pool);
  expect(sides.find(({ side }) => side === 'receipts')).toMatchObject({ shown: 700n, rows: 100 });
});
