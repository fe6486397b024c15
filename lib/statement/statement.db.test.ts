import { Readable } from 'node:stream';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { creditAccount } from '#lib/billing/credit.ts';
import { addKey, openBooks, type Payer } from '#lib/billing/ledger/testing/books.ts';
import { Requests } from '#lib/billing/ledger/testing/requests.ts';
import { nanoUsd, toUsd } from '#lib/billing/money.ts';
import { newId } from '#lib/id.ts';
import { readRecords } from '#lib/usage/export/csv.ts';
import { statementStream } from './export.ts';
import { NO_FILTER, type StatementFilter } from './filter.ts';
import { listHolds } from './holds.ts';
import { isFinal, listCharges, listMonths } from './months.ts';
import { findFirstMovement, listMovements, type Movement, readMovements } from './movements.ts';
import { proveBalance } from './prove.ts';

const books = await openBooks();
const ledger = books.ledger();
afterAll(books.close);
afterEach(async () => expect(await books.violations()).toEqual([]));

const CREDIT = 1_000n;

type Kind = Parameters<typeof creditAccount>[0]['kind'];

async function credit({ accountId }: Payer, amount: bigint, kind: Kind, reason: string | null = null) {
  const cause = `${kind}:${newId('transaction')}`;
  await creditAccount({ accountId, amount: nanoUsd(amount), kind, cause, reason, actorId: null }, books.pool);
}

async function spend(payer: Requests, cost: bigint, model = 'test-model') {
  const requestId = newId('request');
  await ledger.placeHold(payer.hold(cost, requestId));
  await ledger.settle(payer.settlement(requestId, cost, { model }));
  return requestId;
}

/** An account that was granted credit, charged by two keys, topped up, and refunded into debt. */
async function lively(charges = 4) {
  const payer = await books.payer(CREDIT);
  const other = new Requests(payer.accountId, await addKey(books.pool, payer.accountId));
  for (let index = 0; index < charges; index += 1)
    await spend(index % 2 ? other : payer, BigInt(index + 1), index % 3 ? 'test-model' : 'other-model');
  await credit(payer, 500n, 'top_up');
  await credit(payer, -1_400n, 'refund');
  await credit(payer, 50n, 'adjustment', 'a gift, =SUM("x")');
  return { payer, other };
}

const listAll = async (accountId: string, filter: StatementFilter = NO_FILTER, limit = 3) => {
  const found: Movement[] = [];
  for (;;) {
    const before = found.at(-1)?.entryId ?? null;
    const { movements, hasMore } = await listMovements(accountId, filter, { before, limit }, books.pool);
    found.push(...movements);
    if (!hasMore) return found;
  }
};

const exportAll = async (accountId: string, filter: StatementFilter = NO_FILTER) => {
  const found: Movement[] = [];
  for await (const batch of readMovements(accountId, filter, books.pool)) found.push(...batch);
  return found;
};

it('every entry is listed once, with the balance it led to, page by page and in the export', async () => {
  const { payer } = await lively();
  await lively();
  const newestFirst = await listAll(payer.accountId);
  let balance = 0n;
  for (const movement of newestFirst.toReversed()) {
    balance += movement.amount;
    expect(movement.balance).toBe(balance);
  }
  expect(newestFirst).toHaveLength(8);
  expect(newestFirst.map(({ kind }) => kind).slice(0, 3)).toEqual(['adjustment', 'refund', 'top_up']);
  expect(await exportAll(payer.accountId)).toEqual(newestFirst.toReversed());
  const proof = await proveBalance(payer.accountId, books.pool);
  expect(proof).toMatchObject({ balance, sum: balance, entries: 8, lastEntryId: newestFirst[0]?.entryId });
});

describe('a filter', () => {
  it.each<[Partial<StatementFilter>, number]>([
    [{ kind: 'charge' }, 4],
    [{ kind: 'dispute' }, 0],
    [{ model: 'other-model' }, 2],
    [{ month: new Date().toISOString().slice(0, 7) }, 8],
    [{ month: '2026-01' }, 0],
  ])('by %j finds %i, each with the balance of the whole account', async (wishes, count) => {
    const { payer } = await lively();
    const all = await listAll(payer.accountId);
    const filter = { ...NO_FILTER, ...wishes };
    const found = await listAll(payer.accountId, filter, 1);
    expect(found).toHaveLength(count);
    expect(found.every((movement) => all.some((known) => Object.is(known.entryId, movement.entryId)))).toBe(true);
    expect(found.map(({ balance }) => balance)).toEqual(
      found.map(({ entryId }) => all.find((known) => known.entryId === entryId)?.balance),
    );
    expect(await exportAll(payer.accountId, filter)).toEqual(found.toReversed());
  });

  it('by key finds that key’s charges, and nothing of another account', async () => {
    const { other } = await lively();
    const found = await listAll(other.accountId, { ...NO_FILTER, keyId: other.keyId });
    expect(found.map(({ amount }) => amount)).toEqual([-4n, -2n]);
    const { payer } = await lively();
    expect(await listAll(payer.accountId, { ...NO_FILTER, keyId: other.keyId })).toEqual([]);
  });
});

it('an export of several batches continues with the last balance', async () => {
  const payer = await books.payer(CREDIT);
  await books.pool.query(
    `WITH moved AS (
       INSERT INTO ledger_transaction (id, kind, cause, account_id)
       SELECT 'txn_many_' || n, 'adjustment', 'many:' || n, $1 FROM generate_series(1, 1100) n RETURNING id)
     INSERT INTO ledger_entry (transaction_id, ledger_account, amount)
     SELECT id, side.account, side.amount FROM moved
     CROSS JOIN (VALUES ('customer:' || $1, 1), ('adjustments', -1)) side (account, amount)`,
    [payer.accountId],
  );
  await books.pool.query('UPDATE account_balance SET available = available + 1100 WHERE account_id = $1', [
    payer.accountId,
  ]);
  const movements = await exportAll(payer.accountId);
  expect(movements).toHaveLength(1_101);
  expect(movements.map(({ balance }) => balance)).toEqual(movements.map((_, index) => CREDIT + BigInt(index)));
});

it('an export has the same content in CSV and JSON, with any reason an operator wrote', async () => {
  const { payer } = await lively();
  const read = (format: 'csv' | 'json') =>
    new Response(statementStream(format, readMovements(payer.accountId, NO_FILTER, books.pool))).text();
  const { data } = JSON.parse(await read('json'));
  const records = [];
  for await (const { cells } of readRecords(Readable.from([await read('csv')]))) records.push(cells);
  const [names = [], ...rows] = records;
  const fromCsv = rows.map((cells) => Object.fromEntries(names.map((name, at) => [name, cells[at] || null])));
  expect(data.map(({ object, ...fields }: Record<string, unknown>) => fields)).toEqual(fromCsv);
  expect(data.at(-1)).toMatchObject({
    kind: 'adjustment',
    reason: 'a gift, =SUM("x")',
    amount_usd: '0.00000005',
    balance_usd: toUsd((await proveBalance(payer.accountId, books.pool)).balance),
  });
});

it('an account without movements has an empty statement', async () => {
  const { accountId } = await books.payer(0n);
  expect(await listAll(accountId)).toEqual([]);
  expect(await exportAll(accountId)).toEqual([]);
  expect(await proveBalance(accountId, books.pool)).toMatchObject({ balance: 0n, sum: 0n, entries: 0 });
  expect(await findFirstMovement(accountId, books.pool)).toBeNull();
});

it('open holds are listed, the oldest first, and counted', async () => {
  const payer = await books.payer(CREDIT);
  for (const amount of [3n, 5n]) await ledger.placeHold(payer.hold(amount));
  const { holds, count } = await listHolds(payer.accountId, books.pool);
  expect(count).toBe(2);
  expect(holds.map(({ amount }) => amount)).toEqual([3n, 5n]);
});

it('each month opens with the last one’s closing balance, and lists spend by key and model', async () => {
  const { payer, other } = await lively();
  const month = new Date().toISOString().slice(0, 7);
  const [current, ...earlier] = await listMonths(payer.accountId, books.pool);
  const { balance } = await proveBalance(payer.accountId, books.pool);
  expect(earlier).toEqual([]);
  expect(current).toEqual({
    ...{ month, opening: 0n, closing: balance },
    moved: { charge: -10n, top_up: 500n, grant: CREDIT, refund: -1_400n, dispute: 0n, adjustment: 50n },
  });
  expect(await listCharges(payer.accountId, month, books.pool)).toMatchObject([
    { model: 'other-model', keyId: other.keyId, requests: 1, amount: 4n },
    { model: 'test-model', keyId: payer.keyId, requests: 1, amount: 3n },
    { model: 'test-model', keyId: other.keyId, requests: 1, amount: 2n },
    { model: 'other-model', keyId: payer.keyId, requests: 1, amount: 1n },
  ]);
  expect(isFinal('2026-10', new Date('2026-11-03T23:59:59Z'))).toBe(false);
  expect(isFinal('2026-10', new Date('2026-11-04T00:00:00Z'))).toBe(true);
});
