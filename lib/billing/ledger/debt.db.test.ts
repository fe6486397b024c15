import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { newId } from '#lib/id.ts';
import { withUpgraded } from '#lib/testing/upgraded.ts';
import { creditAccount } from '../credit.ts';
import { nanoUsd } from '../money.ts';
import { getBalance } from '../queries.ts';
import { openBooks, type Payer, whileCreditArrives } from './testing/books.ts';
import type { DebtorNews } from './testing/debtor.ts';

const PROCESSES = 3;

const books = await openBooks();
const ledger = books.ledger();
afterAll(books.close);
afterEach(async () => expect(await books.violations()).toEqual([]));

const move = ({ accountId }: Payer, kind: 'refund' | 'dispute' | 'top_up', amount: bigint) =>
  creditAccount(
    { accountId, kind, amount: nanoUsd(amount), cause: `stripe:${newId('transaction')}`, reason: null, actorId: null },
    books.pool,
  );

const balance = ({ accountId }: Payer) => getBalance(accountId, books.pool);

it('pays a debt with returned holds before they can be spent', async () => {
  const payer = await books.payer(100n);
  const [first, second] = [payer.hold(60n), payer.hold(40n)];
  for (const each of [first, second]) await ledger.placeHold(each);
  await move(payer, 'dispute', -70n);
  expect(await balance(payer)).toEqual({ available: 0n, held: 100n, debt: 70n });
  await ledger.settle(payer.settlement(first.requestId, 10n));
  expect(await balance(payer)).toEqual({ available: 0n, held: 40n, debt: 20n });
  await ledger.release({ ...payer, requestId: second.requestId });
  expect(await balance(payer)).toEqual({ available: 20n, held: 0n, debt: 0n });
});

it('refuses every request while a debt exists, and returns its amount', async () => {
  const payer = await books.payer(10n);
  await move(payer, 'refund', -25n);
  expect(await ledger.placeHold(payer.hold(1n))).toEqual({
    ...{ placed: false, reason: 'insufficient_credit', available: 0n, debt: 15n },
  });
  await move(payer, 'top_up', 16n);
  expect(await ledger.placeHold(payer.hold(1n))).toEqual({ placed: true });
});

it('places a hold that fits after a top-up pays the debt while the hold waits', async () => {
  const payer = await books.payer(10n);
  await move(payer, 'refund', -25n);
  expect(await whileCreditArrives(books.pool, payer, 20n, () => ledger.placeHold(payer.hold(5n)))).toEqual({
    placed: true,
  });
  expect(await balance(payer)).toEqual({ available: 0n, held: 5n, debt: 0n });
});

it('keeps exact sums, and no credit beside a debt, however three processes and Stripe’s news meet', async () => {
  const payer = await books.payer(3_000n);
  const { accountId, keyId } = payer;
  const debtors = Array.from({ length: PROCESSES }, (_, seed) =>
    fork(join(import.meta.dirname, 'testing/debtor.ts'), [books.url, books.outboxRoot, accountId, keyId, `${seed}`], {
      execArgv: ['--conditions=react-server', '--disable-warning=ExperimentalWarning'],
    }),
  );
  const told = Promise.all(debtors.map((each) => once(each, 'message') as Promise<[DebtorNews]>));
  let isOver = false;
  void told.finally(() => {
    isOver = true;
  });
  let credited = 3_000n;
  for (let turn = 0; !isOver; turn += 1) {
    const amount = BigInt(200 + ((turn * 7_919) % 900));
    for (const [kind, moved] of [
      ['dispute', -amount],
      ['refund', -amount],
      ['top_up', amount * 2n],
      ['top_up', amount / 7n],
    ] as const) {
      await move(payer, kind, moved);
      credited += moved;
    }
  }
  const news = (await told).map(([each]) => each);
  expect(news.flatMap(({ errors }) => errors)).toEqual([]);
  const charged = news.reduce((sum, each) => sum + BigInt(each.charged), 0n);
  expect(charged).toBeGreaterThan(0n);
  const { available, held, debt } = await balance(payer);
  expect({ left: available - debt, held }).toEqual({ left: credited - charged, held: 0n });
});

it('lets credit that stood beside a debt before pay it', async () => {
  const rows = `
    INSERT INTO account (id, kind, name) VALUES ('rich', 'personal', ''), ('poor', 'personal', ''), ('even', 'personal', '');
    INSERT INTO account_balance (account_id, available, debt) VALUES ('rich', 9, 4), ('poor', 4, 9), ('even', 5, 0)`;
  await withUpgraded({ migration: 'debt_first', rows }, async (client) => {
    const { rows: found } = await client.query(
      'SELECT account_id AS id, available::int, debt::int FROM account_balance ORDER BY account_id',
    );
    expect(found).toEqual([
      { id: 'even', available: 5, debt: 0 },
      { id: 'poor', available: 0, debt: 5 },
      { id: 'rich', available: 5, debt: 0 },
    ]);
  });
});
