import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startTemporaryCluster } from '#server/postgres/temporary.ts';
import { addTestPrice, booksAt } from '/work/main/lib/billing/ledger/testing/books.ts';

const cluster = await startTemporaryCluster({});
const url = cluster.url('postgres');
const c = new pg.Client({ connectionString: url });
await c.connect();
await c.query(readFileSync('prisma/migrations/20261122000000_first/migration.sql', 'utf8'));
const books = booksAt(url);
await addTestPrice(books.pool);
const ledger = books.ledger();
const seconds = Number(process.argv[3] ?? 6);
for (const [clients, accounts] of JSON.parse(process.argv[2] ?? '[[512,1]]')) {
  const payers = await Promise.all(Array.from({ length: accounts }, () => books.payer(10n ** 15n)));
  let pairs = 0;
  const lat: number[] = [];
  const end = performance.now() + seconds * 1000;
  const t0 = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      const payer = payers[i % accounts]!;
      while (performance.now() < end) {
        const h = payer.hold(30n);
        const s = performance.now();
        await ledger.placeHold(h);
        await ledger.settle(payer.settlement(h.requestId, 25n));
        lat.push(performance.now() - s);
        pairs++;
      }
    }),
  );
  const dt = (performance.now() - t0) / 1000;
  lat.sort((a, b) => a - b);
  const cpu = process.cpuUsage();
  console.error(
    clients,
    'clients',
    accounts,
    'accounts',
    (pairs / dt).toFixed(0),
    'pairs/s p50',
    lat[lat.length >> 1]!.toFixed(1),
    'p99',
    lat[Math.floor(lat.length * 0.99)]!.toFixed(1),
    'node cpu s',
    ((cpu.user + cpu.system) / 1e6).toFixed(1),
  );
}
const size = await c.query(
  "select pg_relation_size('hold') h, pg_relation_size('account_balance') b, pg_relation_size('key_budget') k, n_dead_tup from pg_stat_user_tables where relname='hold'",
);
console.error(size.rows, await books.violations());
await c.end();
await books.close();
await cluster.stop();
