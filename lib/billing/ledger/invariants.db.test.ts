import { afterAll, expect, it } from 'vitest';
import { nanoUsd } from '../money.ts';
import { balanceOf, openBooks } from './testing/books.ts';

const books = await openBooks();
afterAll(books.close);

const ledger = books.ledger();
const payer = await books.payer(1_000n, { day: 500n });
const [open, settled] = [payer.hold(60n), payer.hold(40n)];
await ledger.placeHold(open);
await ledger.placeHold(settled);
await ledger.settle({
  ...payer.settlement(settled.requestId, 30n),
  cost: nanoUsd(50n),
  usage: payer.usage(settled.requestId, { inputTokens: 50 }),
});

it('finds no violation in correct books', async () => {
  expect(await balanceOf(books.pool, payer)).toEqual([900n, 60n]);
  expect(await books.violations()).toEqual([]);
});

const KEEP = 'ALTER TABLE ledger_entry DISABLE TRIGGER USER;'; // bypasses the triggers that prevent this

it.each([
  ['I1', `${KEEP} UPDATE ledger_entry SET amount = amount + 1 WHERE ledger_account = 'absorbed'`],
  ['I1', `INSERT INTO ledger_transaction (id, kind, cause) VALUES ('txn_empty', 'grant', 'grant:empty')`],
  ['I2', 'UPDATE account_balance SET available = available - 1'],
  ['I3', 'UPDATE account_balance SET held = held + 1, available = available - 1'],
  ['I3', 'UPDATE budget SET held = held + 1'],
  [
    'I4',
    'ALTER TABLE account_balance DROP CONSTRAINT debt_is_never_negative; UPDATE account_balance SET available = 0, debt = -1',
  ],
  [
    'I4',
    'ALTER TABLE account_balance DROP CONSTRAINT debt_takes_what_is_available; UPDATE account_balance SET debt = 1',
  ],
  ['I5', `UPDATE hold SET request_id = '${settled.requestId}'`],
  ['I6', 'ALTER TABLE usage_record DROP CONSTRAINT cost_is_within_the_hold; UPDATE usage_record SET held = 1'],
  ['I7', `UPDATE usage_record SET mode = 'test'`],
  ['I8', 'UPDATE usage_record SET input_tokens = input_tokens + 1'],
  ['I8', 'UPDATE usage_record SET price_id = NULL'],
  ['I9', 'UPDATE usage_record SET cost = cost - 1'],
  ['I9', 'UPDATE budget SET spent = spent + 1'],
  ['I9', `UPDATE budget SET starts_at = now(), ends_at = now() + interval '1 day' WHERE time_window = 'day'`],
  ['I11', `UPDATE hold SET expires_at = now() - interval '2 minutes'`],
  ['I13', `${KEEP} UPDATE ledger_entry SET amount = -1000000001 WHERE ledger_account = 'absorbed'`],
])('notices when %s is broken by: %s', async (id, damage) => {
  const client = await books.pool.connect();
  await client.query('BEGIN');
  try {
    await client.query(damage);
    const { checkInvariants } = await import('./invariants.ts');
    expect((await checkInvariants(client)).map((violation) => violation.id)).toContain(id);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
