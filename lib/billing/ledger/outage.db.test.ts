import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { readOutbox } from './outbox.ts';
import { addTestPrice, balanceOf, booksAt } from './testing/books.ts';
import { createRestartableCluster } from './testing/restartable-cluster.ts';
import { runUpkeep } from './upkeep.ts';

const cluster = await createRestartableCluster();
const books = booksAt(cluster.url);
await addTestPrice(books.pool);
const limits = { holdTimeoutMs: 300, settleTimeoutMs: 300 };
beforeEach(() => void books.alarms.splice(0));
afterEach(async () => expect(await books.violations()).toEqual([]));
afterAll(async () => {
  await books.close();
  await cluster.remove();
});

it('refuses holds while the database is down (C1)', async () => {
  const ledger = books.ledger({ limits });
  const payer = await books.payer(100n);
  await cluster.stop();
  await expect(ledger.placeHold(payer.hold(10n))).rejects.toMatchObject({ code: 'billing_unavailable', status: 503 });
  await cluster.start();
  expect(await ledger.placeHold(payer.hold(10n))).toEqual({ placed: true });
});

it('bills requests that complete while the database is down, afterwards, and sweeps none of them (C2)', async () => {
  const ledger = books.ledger({ limits });
  const neighbour = books.ledger({ limits });
  const payer = await books.payer(100n);
  const [completed, dear, failed] = [payer.hold(30n), payer.hold(20n), payer.hold(10n)];
  for (const hold of [completed, dear, failed]) await ledger.placeHold(hold);
  await cluster.stop();
  const charges = await Promise.all([
    ledger.settle(payer.settlement(completed.requestId, 25n)),
    ledger.settle(payer.settlement(dear.requestId, 50n)),
    ledger.release({ ...failed, usage: payer.failure(failed.requestId) }),
  ]);
  expect(charges.slice(0, 2)).toEqual([
    { charged: 25n, absorbed: 0n },
    { charged: 20n, absorbed: 30n },
  ]);
  await cluster.start();
  await books.pool.query(`UPDATE hold SET expires_at = now() - interval '1 second'`);
  await runUpkeep(neighbour, 0); // it takes the owner for dead; the outbox settles two of the three
  expect(await balanceOf(books.pool, payer)).toEqual([50n, 50n]);
  await runUpkeep(ledger);
  await runUpkeep(ledger);
  expect(await balanceOf(books.pool, payer)).toEqual([55n, 0n]);
  expect(readOutbox(ledger.outboxDirectory)).toEqual([]);
  expect(ledger.postponed.count()).toBe(0);
});

it('survives a crash of the database between hold and settlement (C5)', async () => {
  const ledger = books.ledger();
  const payer = await books.payer(1_000n);
  const holds = Array.from({ length: 20 }, () => payer.hold(10n));
  await Promise.all(holds.map((hold) => ledger.placeHold(hold)));
  const settling = Promise.all(holds.map(({ requestId }) => ledger.settle(payer.settlement(requestId, 9n))));
  await cluster.kill(); // some are committed, some not, and for some it is unknown (A10)
  await cluster.start();
  expect(new Set((await settling).map(({ charged }) => charged))).toEqual(new Set([9n]));
  expect(await balanceOf(books.pool, payer)).toEqual([820n, 0n]);
});

it('bills nothing when both the database and the disk fail (C3)', async () => {
  const ledger = books.ledger({ limits });
  const payer = await books.payer(100n);
  const hold = payer.hold(30n);
  await ledger.placeHold(hold);
  mkdirSync(ledger.outboxDirectory, { recursive: true });
  symlinkSync('/dev/full', join(ledger.outboxDirectory, 'settlements.jsonl'));
  await cluster.stop();
  const refused = ledger.settle(payer.settlement(hold.requestId, 25n));
  await expect(refused).rejects.toMatchObject({ code: 'billing_unavailable' });
  await ledger.release({ ...hold, usage: payer.failure(hold.requestId) });
  expect(books.alarms.map(({ kind }) => kind)).toEqual(['outbox_unwritable', 'release_postponed']);
  await cluster.start();
  await ledger.postponed.retry();
  expect(await balanceOf(books.pool, payer)).toEqual([100n, 0n]);
});
