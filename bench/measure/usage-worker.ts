import 'server-only';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { pool } from '#lib/db/pool.ts';
import { createKey } from '#lib/keys/create.ts';
import { createKeyInput } from '#lib/keys/schema.ts';
import { usageByDay, usageByKey } from '#lib/usage/queries/by-day.ts';
import { exportRows } from '#lib/usage/queries/export-rows.ts';
import { listGroupedUsage } from '#lib/usage/queries/grouped.ts';
import { usageLatencies } from '#lib/usage/queries/latencies.ts';
import { logTotals } from '#lib/usage/queries/log-sums.ts';
import { listLog, tailLog } from '#lib/usage/queries/logs.ts';
import { usageSeries, usageTotals } from '#lib/usage/queries/series.ts';
import { suggestValues } from '#lib/usage/queries/suggestions.ts';
import { bucketsOf, type Unit } from '#lib/usage/time/buckets.ts';

export interface ViewFigures {
  view: string;
  'p50 ms': number;
  'p95 ms': number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 30;
const KEYS = 10;
const MODELS = ['claude-opus-4-8', 'claude-sonnet-4-6', 'claude-haiku-4-5', 'claude-sonnet-4-5'];
const LOOKS = 20;

process.once('disconnect', () => process.exit());
const [rows = 0] = process.argv.slice(2).map(Number);
const end = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS;
const period = { from: end - DAYS * DAY_MS, to: end };
const { accountId, keyIds } = await createOwner();
await generate();
process.send?.(await measureViews());

async function createOwner() {
  const owner = personalAccountId(await createUser({ email: 'usage@example.com', password: null }));
  const keys: string[] = [];
  for (let index = 0; index < KEYS; index += 1)
    keys.push((await createKey(owner, createKeyInput.parse({ name: `key ${index}` }))).key.id);
  return { accountId: owner, keyIds: keys };
}

/** Generates requests in order of time, with durations from a tenth of a second to half a minute. */
async function generate(): Promise<void> {
  const client = await pool().connect();
  await client.query('SET statement_timeout = 0');
  await client.query(`INSERT INTO price VALUES ('bench@1', 'bench', 3000, 15000, 3750, 6000, 300)`);
  const batch = 200_000;
  for (let first = 0; first < rows; first += batch) {
    await client.query(
      `INSERT INTO usage_record (request_id, account_id, key_id, mode, requested_model, model, upstream_id, outcome, status_code,
         is_streamed, input_tokens, cache_read_tokens, output_tokens, price_id, held, cost, attempts, first_token_ms, duration_ms,
         tags, created_at, settled_at)
       SELECT 'req_01k' || lpad(i::text, 23, '0'), $1, ($2::text[])[1 + floor(random() * ${KEYS})::int], 'live', model, model,
         'msg_' || i, CASE WHEN r < 0.97 THEN 'completed' ELSE 'failed' END::"Outcome", CASE WHEN r < 0.97 THEN 200 ELSE 429 END,
         true, 900, 200, 250, 'bench@1', 10000000, CASE WHEN r < 0.97 THEN 6510000 ELSE 0 END, 1,
         (200 * exp(random() * 2))::int, (800 * exp(random() * 3.5))::int,
         CASE WHEN i % 3 = 0 THEN ARRAY['team=search'] ELSE ARRAY['env=prod', 'team=ads'] END, at, at
       FROM (SELECT i, random() AS r, ($3::text[])[1 + floor(random() * ${MODELS.length})::int] AS model,
           to_timestamp($4::float8 / 1000 + i * $5::float8 / 1000) AS at
         FROM generate_series($6::bigint, $7::bigint) AS i) generated`,
      [accountId, keyIds, MODELS, period.from, (DAYS * DAY_MS) / rows, first, Math.min(first + batch, rows) - 1],
    );
  }
  for (const table of ['usage_record', 'usage_hour', 'usage_latency']) await client.query(`VACUUM ANALYZE ${table}`);
  client.release();
}

async function measureViews(): Promise<ViewFigures[]> {
  const now = new Date(end);
  const buckets = (unit: Unit, days: number, zone = 'UTC') =>
    bucketsOf({ from: end - days * DAY_MS, to: end }, unit, { zone, now: end - 1 });
  const month = { accountId, period };
  const views: Record<string, () => Promise<unknown>> = {
    'overview, 14 days': () => usageByDay(accountId, { days: 14, now }),
    'key list, 30 days': () => usageByKey(accountId, { days: 30, now }),
    'totals of 30 days': () => usageTotals(month),
    'totals with a previous period': () =>
      usageTotals({ accountId, period: { from: period.from, to: end - 7 * 60_000 } }),
    'days by model': () => usageSeries({ accountId, buckets: buckets('1d', 30), metric: 'cost', by: 'model' }),
    'days by key and model': () =>
      usageSeries({ accountId, buckets: buckets('1d', 30), metric: 'cost', by: 'key', thenBy: 'model' }),
    'days by member': () => usageSeries({ accountId, buckets: buckets('1d', 30), metric: 'cost', by: 'member' }),
    'days by tag, filtered': () =>
      usageSeries({
        accountId,
        buckets: buckets('1d', 30),
        metric: 'requests',
        by: 'tag:team',
        filter: { tag: ['env=prod'] },
      }),
    'hours of 3 days': () => usageSeries({ accountId, buckets: buckets('1h', 3), metric: 'tokens', by: 'model' }),
    'quarters of 6 hours': () =>
      usageSeries({ accountId, buckets: buckets('15m', 0.25), metric: 'tokens', by: 'model' }),
    'days in Kolkata': () => usageSeries({ accountId, buckets: buckets('1d', 7, 'Asia/Kolkata'), metric: 'cost' }),
    'latencies of 30 days': () => usageLatencies({ accountId, buckets: buckets('1d', 30) }),
    'latencies of a key': () =>
      usageLatencies({ accountId, buckets: buckets('1d', 30), filter: { key: [keyIds[0] ?? ''] } }),
    'log, first page': () => listLog(month),
    'log, a page deep inside': () =>
      listLog({ ...month, cursor: { settledAt: new Date(end - 15 * DAY_MS), requestId: '' } }),
    'log of a key': () => listLog({ ...month, filter: { key: [keyIds[0] ?? ''] } }),
    'log of failures': () => listLog({ ...month, filter: { outcome: ['failed'] } }),
    'log, a rare search': () => listLog({ ...month, filter: { minDurationMs: 26_000 } }),
    'log totals': () => logTotals(month),
    suggestions: () => suggestValues({ ...month, field: 'tag' }),
    'log totals of a search': () => logTotals({ ...month, filter: { minDurationMs: 26_000 } }),
    'log, what is new': () => tailLog({ accountId, since: new Date(end - 10_000), now }),
    'API, a page of days by key and model': () =>
      listGroupedUsage({
        ...{ accountId, filter: {}, after: null, limit: 100, by: ['key', 'model'] },
        buckets: buckets('1d', 30),
      }),
    'export, 2,000 rows': () => exportRows({ ...month, now }).next(),
  };
  const figures: ViewFigures[] = [];
  for (const [view, look] of Object.entries(views)) {
    await look();
    const times: number[] = [];
    for (let count = 0; count < LOOKS; count += 1) {
      const began = performance.now();
      await look();
      times.push(performance.now() - began);
    }
    times.sort((one, other) => one - other);
    const quantile = (share: number) =>
      times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
    figures.push({ view, 'p50 ms': quantile(0.5), 'p95 ms': quantile(0.95) });
  }
  return figures;
}
