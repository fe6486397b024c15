import { afterAll, afterEach, expect, it } from 'vitest';
import { listKeySpend } from './budgets/key-spend.ts';
import { type Credit, creditAccount } from './credit.ts';
import { balanceOf, countWaiting, letTimePass, openBooks } from './ledger/testing/books.ts';
import { nanoUsd } from './money.ts';
import { creditTotals, getBalance } from './queries.ts';

const books = await openBooks();
const ledger = books.ledger();
afterAll(books.close);
afterEach(async () => expect(await books.violations()).toEqual([]));

const grant = (accountId: string, amount: bigint, more: Partial<Credit> = {}): Credit => ({
  accountId,
  amount: nanoUsd(amount),
  kind: 'grant',
  cause: `grant:${accountId}:${amount}`,
  reason: 'welcome',
  actorId: null,
  ...more,
});

const credit = (...values: Parameters<typeof grant>) => creditAccount(grant(...values), books.pool);

it('credits once per cause, with repeated calls from several processes', async () => {
  const { accountId } = await books.payer(0n);
  const results = await Promise.all(Array.from({ length: 50 }, () => credit(accountId, 7n)));
  expect(results.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(new Set(results.map(({ transactionId }) => transactionId)).size).toBe(1);
  expect(await balanceOf(books.pool, { accountId })).toEqual([7n, 0n]);
});

it('refuses a cause that has been used for another credit', async () => {
  const [a, b] = [await books.payer(0n), await books.payer(0n)];
  await credit(a.accountId, 7n, { cause: 'stripe:pi_1', kind: 'top_up' });
  for (const other of [grant(a.accountId, 8n), grant(b.accountId, 7n), grant(a.accountId, 7n)])
    await expect(creditAccount({ ...other, cause: 'stripe:pi_1' }, books.pool)).rejects.toMatchObject({
      code: 'conflict',
    });
});

it.each([
  ['grant', 0n],
  ['grant', -1n],
  ['top_up', -1n],
  ['adjustment', 0n],
  ['grant', 10n ** 18n + 1n],
  ['grant', 2n ** 63n],
] as const)('refuses a %s of %s (A14)', async (kind, amount) => {
  const { accountId } = await books.payer(0n);
  await expect(credit(accountId, amount, { kind })).rejects.toMatchObject({ code: 'invalid_value' });
});

it('stops at the most a balance can be (A16)', async () => {
  const { accountId } = await books.payer(10n ** 18n - 5n);
  await expect(credit(accountId, 6n)).rejects.toMatchObject({ code: 'invalid_value' });
  await credit(accountId, 5n);
  expect(await balanceOf(books.pool, { accountId })).toEqual([10n ** 18n, 0n]);
});

it('opens a balance that is missing, and knows accounts that do not exist', async () => {
  const { accountId } = await books.payer(0n);
  await books.pool.query('DELETE FROM account_balance WHERE account_id = $1', [accountId]);
  expect(await getBalance(accountId, books.pool)).toEqual({ available: 0n, held: 0n, debt: 0n });
  await credit(accountId, 7n);
  expect(await balanceOf(books.pool, { accountId })).toEqual([7n, 0n]);
  await expect(credit('acct_nobody', 7n)).rejects.toMatchObject({ code: 'not_found' });
});

it('takes the available balance before it leaves a debt, and pays the debt first', async () => {
  const { accountId } = await books.payer(10n);
  await credit(accountId, -25n, { kind: 'adjustment' });
  expect(await getBalance(accountId, books.pool)).toEqual({ available: 0n, held: 0n, debt: 15n });
  await credit(accountId, 12n);
  expect(await getBalance(accountId, books.pool)).toEqual({ available: 0n, held: 0n, debt: 3n });
  await credit(accountId, 20n);
  expect(await getBalance(accountId, books.pool)).toEqual({ available: 17n, held: 0n, debt: 0n });
});

it('numbers entries in the order in which the balance changed, under concurrency', async () => {
  const { accountId } = await books.payer(10n);
  await books.pool.query(`
    CREATE TABLE balance_seen (id serial, account_id text, balance bigint);
    CREATE FUNCTION see_balance() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      INSERT INTO balance_seen (account_id, balance) VALUES (NEW.account_id, NEW.available + NEW.held - NEW.debt);
      RETURN NULL;
    END $$;
    CREATE TRIGGER balance_is_seen AFTER UPDATE ON account_balance FOR EACH ROW EXECUTE FUNCTION see_balance()`);
  const first = await books.pool.connect();
  await first.query('BEGIN');
  await first.query('SELECT FROM account_balance WHERE account_id = $1 FOR UPDATE', [accountId]);
  const others = Promise.all([1n, 2n, -30n, 4n, 8n].map((amount) => credit(accountId, amount, { kind: 'adjustment' })));
  while ((await countWaiting(books.pool)) < 5);
  await creditAccount(grant(accountId, 100n), first);
  await first.query('COMMIT');
  first.release();
  await others;
  const { rows: entries } = await books.pool.query(
    `SELECT (sum(amount) OVER (ORDER BY id))::bigint AS balance FROM ledger_entry
     WHERE ledger_account = 'customer:' || $1 ORDER BY id`,
    [accountId],
  );
  const { rows: seen } = await books.pool.query('SELECT balance FROM balance_seen WHERE account_id = $1 ORDER BY id', [
    accountId,
  ]);
  await books.pool.query('DROP TRIGGER balance_is_seen ON account_balance');
  expect(entries).toEqual([{ balance: 10n }, ...seen]);
  expect(seen).toHaveLength(6);
});

it('adds up in any order with concurrent spending (A22)', async () => {
  const payer = await books.payer(100n);
  const holds = Array.from({ length: 10 }, () => payer.hold(10n));
  await Promise.all(holds.map((hold) => ledger.placeHold(hold)));
  await Promise.all([
    ...holds.map(({ requestId }) => ledger.settle(payer.settlement(requestId, 9n))),
    credit(payer.accountId, 50n),
    credit(payer.accountId, 70n),
    credit(payer.accountId, -30n, { kind: 'adjustment' }),
  ]);
  const { available, held, debt } = await getBalance(payer.accountId, books.pool);
  expect([available - debt, held]).toEqual([100n - 90n + 50n + 70n - 30n, 0n]);
  expect(await creditTotals(payer.accountId, books.pool)).toEqual({ credits: 190n, usage: 90n });
});

it('shows the spend of a key, what remains, and when it resets', async () => {
  const payer = await books.payer(1_000n, { day: 100n, total: 50n });
  const [settled, open] = [payer.hold(40n), payer.hold(10n)];
  await ledger.placeHold(settled);
  await ledger.settle(payer.settlement(settled.requestId, 30n));
  await ledger.placeHold(open);
  const spendOf = async (keyId: string) => (await listKeySpend(payer.accountId, keyId, books.pool)).get(payer.keyId);
  const midnight = expect.any(Date);
  expect(await spendOf(payer.keyId)).toEqual([
    { window: 'total', cap: 50n, used: 40n, zone: 'UTC', resetsAt: null },
    { window: 'month', cap: null, used: 40n, zone: 'UTC', resetsAt: midnight },
    { window: 'day', cap: 100n, used: 40n, zone: 'UTC', resetsAt: midnight },
  ]);
  const [, month, day] = (await spendOf(payer.keyId)) ?? [];
  expect(month?.resetsAt?.toISOString()).toMatch(/-01T00:00:00.000Z$/);
  expect(day?.resetsAt?.toISOString()).toMatch(/T00:00:00.000Z$/);
  await letTimePass(books.pool, payer, '1 day');
  expect((await spendOf(payer.keyId))?.[2]).toMatchObject({ used: 10n, resetsAt: day?.resetsAt });
  expect(await spendOf('key_unknown')).toBeUndefined();
});
