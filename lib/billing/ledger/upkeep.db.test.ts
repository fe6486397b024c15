import { afterAll, afterEach, expect, it } from 'vitest';
import { balanceOf, openBooks } from './testing/books.ts';
import { runUpkeep, startLedgerUpkeep } from './upkeep.ts';

const books = await openBooks();
afterAll(books.close);
afterEach(async () => expect(await books.violations()).toEqual([]));

const processes = async () => (await books.pool.query('SELECT id FROM gateway_process')).rows.map(({ id }) => id);

it('registers the process while it runs, and keeps holds of running processes', async () => {
  const [owner, neighbour] = [books.ledger(), books.ledger()];
  const payer = await books.payer(100n);
  const stops = [await startLedgerUpkeep(owner), await startLedgerUpkeep(neighbour)];
  await owner.placeHold(payer.hold(60n));
  await books.pool.query(`UPDATE hold SET expires_at = now() - interval '1 second'`);
  await runUpkeep(neighbour);
  expect(await balanceOf(books.pool, payer)).toEqual([40n, 60n]);
  await runUpkeep(owner); // its own expired holds
  expect(await balanceOf(books.pool, payer)).toEqual([100n, 0n]);
  for (const stop of stops) await stop();
  expect(await processes()).toEqual([]);
});

it('sees holds of a dead process that were in flight in the database', async () => {
  const [dead, survivor] = [books.ledger({ ownPool: true }), books.ledger()];
  const payer = await books.payer(100n);
  await dead.placeHold(payer.hold(1n));
  const blocker = await books.pool.connect();
  await blocker.query('BEGIN');
  await blocker.query('SELECT FROM account_balance WHERE account_id = $1 FOR UPDATE', [payer.accountId]);
  const late = dead.placeHold(payer.hold(60n)); // sent, and waiting for the row lock
  const other = await books.payer(1n);
  await dead.placeHold(other.hold(1n));
  const upkeep = runUpkeep(survivor, 0);
  await blocker.query('COMMIT');
  blocker.release();
  await Promise.all([late, upkeep]);
  await runUpkeep(survivor, 0);
  expect(await balanceOf(books.pool, payer)).toEqual([100n, 0n]);
  expect(await balanceOf(books.pool, other)).toEqual([1n, 0n]);
});

it('lets a process that was struck off continue under its id', async () => {
  const [slow, neighbour] = [books.ledger(), books.ledger()];
  const payer = await books.payer(100n);
  const hold = payer.hold(60n);
  await slow.placeHold(hold);
  await runUpkeep(neighbour, 0);
  expect(await processes()).toEqual([]);
  expect(await slow.placeHold(payer.hold(10n))).toEqual({ placed: true });
  expect(await processes()).toEqual([slow.processId]);
  expect(await slow.settle(payer.settlement(hold.requestId, 50n))).toEqual({ charged: 50n, absorbed: 0n });
});

it('lets two sweepers take the same holds without releasing any twice (C13)', async () => {
  const [dead, ...sweepers] = [books.ledger(), books.ledger({ ownPool: true }), books.ledger({ ownPool: true })];
  const payer = await books.payer(1_000n);
  await Promise.all(Array.from({ length: 50 }, () => dead?.placeHold(payer.hold(20n))));
  await Promise.all(sweepers.map((sweeper) => runUpkeep(sweeper, 0)));
  expect(await balanceOf(books.pool, payer)).toEqual([1_000n, 0n]);
});

it('raises an alarm and continues when a round fails', async () => {
  const ledger = books.ledger();
  Object.assign(ledger.postponed, { retry: () => Promise.reject(new Error('connection lost')) });
  const stop = await startLedgerUpkeep(ledger);
  expect(books.alarms).toContainEqual(expect.objectContaining({ kind: 'upkeep_failed' }));
  await stop();
});
