import { readFileSync } from 'node:fs';
import pg from 'pg';
import { startTemporaryCluster } from '/work/main/server/postgres/temporary.ts';
import { addTestPrice, booksAt } from '/work/main/lib/billing/ledger/testing/books.ts';
const cluster = await startTemporaryCluster({});
const url = cluster.url('postgres');
const c = new pg.Client({ connectionString: url }); await c.connect();
await c.query(readFileSync('/work/main/prisma/migrations/20261122000000_first/migration.sql', 'utf8'));
const books = booksAt(url);
await addTestPrice(books.pool);
const seen: any = {};
const real = books.pool.query.bind(books.pool) as any;
const ledger = books.ledger();
const payer = await books.payer(10n ** 15n);
const warm = Number(process.argv[2]);
async function round(n: number) {
  const hs = Array.from({ length: n }, () => payer.hold(30n));
  await Promise.all(hs.map((h) => ledger.placeHold(h)));
  await Promise.all(hs.map((h) => ledger.settle(payer.settlement(h.requestId, 25n))));
}
for (let i = 0; i < 40; i++) await round(warm);
let n = 0;
(books.pool as any).query = async (q: any) => {
  if (n++ < 2) {
    const cl = await books.pool.connect();
    await cl.query('BEGIN');
    const t0 = performance.now();
    const text = q.text;
    await cl.query('set local plan_cache_mode = force_generic_plan');
    const args = q.values.length;
    await cl.query({ text: `PREPARE zz AS ${text}` });
    const lits = q.values.map((v: any) => typeof v === 'number' ? String(v) : Array.isArray(v) ? `'{${v.join(',')}}'` : `'${String(v).replaceAll("'", "''")}'`).join(',');
    const r = await cl.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS ON, TIMING ON) EXECUTE zz(${lits})`);
    console.error(q.name, r.rows.map((x: any) => x['QUERY PLAN']).join('\n').slice(0, 14000), '\n');
    await cl.query('ROLLBACK'); await cl.query('DEALLOCATE zz'); cl.release();
  }
  return real(q);
};
await round(Number(process.argv[3]));
await c.end(); await books.close(); await cluster.stop();
