import { createHash, randomUUID } from 'node:crypto';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createUser } from '#lib/accounts/create.ts';
import { personalAccountId } from '#lib/accounts/queries.ts';
import { USAGE_INVARIANTS } from '#lib/billing/ledger/invariants/usage.ts';
import { nanoUsd } from '#lib/billing/money.ts';
import { db } from '#lib/db/client.ts';
import { closePool, pool } from '#lib/db/pool.ts';
import { newId } from '#lib/id.ts';
import { createKey } from '#lib/keys/create.ts';
import { createKeyInput } from '#lib/keys/schema.ts';
import { slotOf } from '../analysis/latency.ts';
import { addUsageParts } from '../parts.ts';
import { rebuildUsage, wrongHours } from '../rebuild.ts';
import { manyRecords } from '../testing/many-records.ts';
import { bucketsOf, UNITS } from '../time/buckets.ts';
import { findBucket } from '../time/fold.ts';
import { REST } from './breakdown.ts';
import { streamExport } from './export-rows.ts';
import type { UsageFilter } from './filter.ts';
import { listGroupedUsage } from './grouped.ts';
import { usageLatencies } from './latencies.ts';
import { readTail } from './log-page.ts';
import { logHistogram, logTotals } from './log-sums.ts';
import { cursorAt, type LogRow, listLog, tailLog } from './logs.ts';
import { usageSeries, usageTotals } from './series.ts';
import { findSession } from './session.ts';
import { suggestValues } from './suggestions.ts';
import { metricOf, type UsageSums } from './sums.ts';

/** Both clock changes of autumn: Europe on October 25, America on November 1, Lord Howe by half an hour on October 4. */
const PERIOD = { from: Date.parse('2026-10-03T00:00Z'), to: Date.parse('2026-11-03T00:00Z') };
const NOW = Date.parse('2026-11-20T12:00Z');
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Chatham'];

let accountId = '';
let memberId = '';
let keyIds: string[] = [];
let records: ReturnType<typeof manyRecords> = [];

beforeAll(async () => {
  const [owner, other] = await Promise.all([newUser(), newUser()]);
  memberId = owner.id;
  accountId = personalAccountId(owner);
  const newKey = async (name: string, of: typeof owner, actorId?: string) =>
    (await createKey(personalAccountId(of), createKeyInput.parse({ name }), actorId ? { actorId } : {})).key.id;
  keyIds = [await newKey('one', owner, owner.id), await newKey('two', owner), await newKey('three', owner)];
  records = manyRecords({ accountId, keyIds }, { ...PERIOD, count: 3_000 });
  const foreign = { accountId: personalAccountId(other), keyIds: [await newKey('theirs', other)] };
  const rates = { input: 3_000n, output: 15_000n, cacheWrite5m: 3_750n, cacheWrite1h: 6_000n, cacheRead: 300n };
  await db.price.createMany({ data: [{ id: 'many@1', model: 'many', ...rates }], skipDuplicates: true });
  await db.usageRecord.createMany({ data: [...records, ...manyRecords(foreign, { ...PERIOD, count: 50 })] });
});
afterAll(closePool);

const newUser = () => createUser({ email: `${randomUUID()}@example.com` });

/** The expected sums, computed from the records. */
function expected(
  filter: (record: (typeof records)[number]) => boolean,
): Pick<UsageSums, 'requests' | 'errors' | 'cost' | 'cacheSavedPico'> {
  const own = records.filter(filter);
  const sum = (read: (record: (typeof records)[number]) => bigint | number) =>
    own.reduce((total, record) => total + BigInt(read(record)), 0n);
  return {
    requests: BigInt(own.length),
    errors: sum(({ outcome }) => (outcome === 'failed' ? 1 : 0)),
    cost: nanoUsd(sum(({ cost }) => cost ?? 0n)),
    cacheSavedPico: sum(
      ({ cacheReadTokens = 0, cacheWrite5mTokens = 0, cacheWrite1hTokens = 0 }) =>
        cacheReadTokens * 2_700 - cacheWrite5mTokens * 750 - cacheWrite1hTokens * 3_000,
    ),
  };
}

const at = ({ settledAt }: { settledAt?: Date | string }) => new Date(settledAt ?? 0).getTime();
const total = (points: readonly { sums: UsageSums }[]) => points.reduce((sum, { sums }) => sum + sums.cost, 0n);

describe.each(ZONES)('in %s', (zone) => {
  it.each(UNITS)('the sums by %s equal the sums of the requests', async (unit) => {
    const period = unit === '15m' ? { from: PERIOD.from, to: PERIOD.from + 5 * 86_400_000 } : PERIOD;
    const buckets = bucketsOf(period, unit, { zone, now: NOW });
    const { points } = await usageSeries({ accountId, buckets, metric: 'cost' });
    const found = points.map(({ bucket, sums: { requests, cost } }) => ({ bucket, requests, cost }));
    const byBucket = Map.groupBy(records, (record) => findBucket(buckets, at(record)) ?? -1);
    const wanted = buckets.flatMap((_, bucket) => {
      const own = byBucket.get(bucket) ?? [];
      const cost = own.reduce((sum, record) => sum + BigInt(record.cost ?? 0n), 0n);
      return own.length === 0 ? [] : [{ bucket, requests: BigInt(own.length), cost }];
    });
    expect(found).toEqual(wanted);
    const [from, to] = [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 0];
    expect(await usageTotals({ accountId, period: { from, to } })).toMatchObject({ cost: total(points) });
  });
});

const DAYS = bucketsOf(PERIOD, '1d', { zone: 'UTC', now: NOW });

describe('a filter', () => {
  const isAd = ({ tags }: { tags?: unknown }) => String(tags).includes('team=ads');
  const isOfRun = ({ sessionId, outcome }: (typeof records)[number]) =>
    sessionId === 'run-1' && outcome === 'completed';
  const filters: [string, UsageFilter, (record: (typeof records)[number]) => boolean][] = [
    ['nothing', {}, () => true],
    ['a model', { model: ['claude-opus-4-8'] }, ({ model }) => model === 'claude-opus-4-8'],
    ['outcomes', { outcome: ['failed', 'refused'] }, ({ outcome }) => outcome === 'failed' || outcome === 'refused'],
    ['a status and a class', { status: ['429', '5xx'] }, ({ statusCode }) => statusCode === 429 || statusCode === 502],
    ['a tag or another of its name', { tag: ['env=prod', 'env=dev'] }, ({ tags }) => String(tags).includes('env=')],
    ['two tags', { tag: ['team=ads', 'env=dev'] }, isAd],
    ['tags that none has', { tag: ['team=ads', 'env=prod'] }, () => false],
    ['a session', { session: ['run-1'], outcome: ['completed'] }, isOfRun],
    ['another mode', { mode: ['test'] }, () => false],
  ];

  it.each(filters)('by %s sums hours and requests alike', async (_, filter, isWanted) => {
    for (const period of [PERIOD, { from: PERIOD.from + 12_345_678, to: PERIOD.to - 1_234_567 }]) {
      const isInside = (record: { settledAt?: Date | string }) => at(record) >= period.from && at(record) < period.to;
      const wanted = expected((record) => isWanted(record) && isInside(record));
      expect(await usageTotals({ accountId, filter, period })).toMatchObject(wanted);
      const log = await logTotals({ accountId, filter: { ...filter, minDurationMs: 0 }, period, budgetMs: 60_000 });
      expect(log).toMatchObject({ requests: Number(wanted.requests), cost: wanted.cost, isComplete: true });
    }
  });

  it('by member or key finds the keys of the account', async () => {
    const mine = expected(({ keyId }) => keyId === keyIds[0]);
    expect(await usageTotals({ accountId, filter: { member: [memberId] }, period: PERIOD })).toMatchObject(mine);
    expect(await usageTotals({ accountId, filter: { key: [keyIds[0] ?? ''] }, period: PERIOD })).toMatchObject(mine);
  });
});

describe('groups', () => {
  it('and their parts add up to the whole, including the rest', async () => {
    const query = { accountId, buckets: DAYS, metric: 'cost', by: 'key', thenBy: 'model', top: 2 } as const;
    const { points, restCount } = await usageSeries(query);
    expect(restCount).toBe(1);
    expect(new Set(points.map(({ group }) => group)).size).toBe(3);
    const rest = points.filter(({ group }) => group === REST);
    const smallest = keyIds
      .map((id) => expected(({ keyId }) => keyId === id).cost)
      .sort((one, two) => Number(one - two))[0];
    expect(total(rest)).toBe(smallest);
    expect(total(points)).toBe(expected(() => true).cost);
  });

  it('by a tag are its values, and one for those without it', async () => {
    const { points } = await usageSeries({ accountId, buckets: DAYS, metric: 'requests', by: 'tag:team' });
    for (const [group, isWanted] of [
      ['ads', (tags: string) => tags.includes('team=ads')],
      ['search', (tags: string) => tags.includes('team=search')],
      ['', (tags: string) => !tags.includes('team=')],
    ] as const) {
      const sum = points.filter((point) => point.group === group).reduce((all, { sums }) => all + sums.requests, 0n);
      expect(sum).toBe(expected(({ tags }) => isWanted(String(tags))).requests);
    }
  });

  it('by session are its requests, with one group for requests without a session', async () => {
    const buckets = [{ ...PERIOD, part: 'whole' as const }];
    const query = { accountId, filter: {}, buckets, by: ['session'] as const, after: null };
    const first = await listGroupedUsage({ ...query, limit: 1 });
    const { bucket, groups } = first.rows[0] ?? { bucket: 0, groups: [] };
    const others = await listGroupedUsage({ ...query, after: { bucket, groups }, limit: 9 });
    const rows = [...first.rows, ...others.rows];
    expect(rows.map(({ groups: [name] }) => name)).toEqual(['', 'run-1', 'run-2']);
    for (const { groups: own, sums } of rows)
      expect(sums).toMatchObject(expected(({ sessionId }) => (sessionId ?? '') === own[0]));
  });

  it('before a moment leave out later usage', async () => {
    const upTo = PERIOD.from + 10.4 * 86_400_000;
    const { points } = await usageSeries({ accountId, buckets: DAYS, metric: 'cost', upTo });
    expect(total(points)).toBe(expected((record) => at(record) < upTo).cost);
  });
});

it('finds percentiles by bucket and in total, exact for few requests', async () => {
  const points = await usageLatencies({ accountId, buckets: DAYS, by: 'model' });
  const whole = points.find(
    (one) => one.bucket === null && one.group === 'claude-opus-4-8' && one.metric === 'duration',
  );
  const took = records
    .filter(({ model, outcome }) => model === 'claude-opus-4-8' && outcome === 'completed')
    .map(({ durationMs }) => durationMs)
    .sort((one, other) => one - other);
  expect(whole).toMatchObject({
    requests: took.length,
    half: { ms: took[Math.ceil(took.length / 2) - 1], isApproximate: false },
  });
});

it('rebuilds damaged sums from the requests alone', async () => {
  const before = await db.usageHour.findMany({ where: { accountId }, orderBy: { hour: 'asc' } });
  const latencies = await db.usageLatency.count({ where: { accountId } });
  const [first] = before;
  await db.usageHour.updateMany({ where: { accountId, hour: first?.hour ?? '' }, data: { cost: { increment: 1n } } });
  const stretch = { from: new Date(PERIOD.from), to: new Date(PERIOD.from + 4 * 86_400_000) };
  await db.usageLatency.deleteMany({ where: { accountId, hour: { lt: stretch.to } } });
  expect(await wrongHours(stretch)).toEqual([first?.hour]);
  // There was no account yet in the autumn of these requests.
  await db.account.update({ where: { id: accountId }, data: { createdAt: stretch.from } });
  expect(await rebuildUsage(stretch)).toMatchObject({ hours: expect.any(Number), wrong: [] });
  const byText = (rows: object[]) => rows.map((row) => Object.values(row).join()).sort();
  expect(byText(await db.usageHour.findMany({ where: { accountId } }))).toEqual(byText(before));
  expect(await db.usageLatency.count({ where: { accountId } })).toBe(latencies);
});

it('partitions requests by the month of their id, and finds each by any form of id', async () => {
  await addUsageParts();
  const next = new Date(Date.UTC(new Date().getUTCFullYear(), new Date().getUTCMonth() + 1, 1));
  const ids = [next.getTime() - 1, next.getTime(), next.getTime() + 40 * 86_400_000].map(
    (ms) => `req_${ulid(ms).toLowerCase()}`,
  );
  const [record] = records;
  if (!record) throw new Error('There are records.');
  const odd = `req_${randomUUID().replace(/^./, 'f')}`;
  await db.usageRecord.createMany({
    data: [...ids, odd].map((requestId) => ({ ...record, accountId: 'acct_parts', requestId })),
  });
  const rows = await db.$queryRaw<{ request_id: string; part: string }[]>`
    SELECT request_id, tableoid::regclass::text AS part FROM usage_record WHERE account_id = 'acct_parts' ORDER BY request_id`;
  const month = (at: Date) => `usage_record_${at.toISOString().slice(0, 7).replace('-', '_')}`;
  expect(rows.map(({ part }) => part)).toEqual([
    'usage_record_first',
    month(next),
    month(new Date(next.getTime() + 40 * 86_400_000)),
    'usage_record_rest',
  ]);
  const again = await db.usageRecord.createMany({
    data: [{ ...record, requestId: ids[1] ?? '' }],
    skipDuplicates: true,
  });
  expect(again.count).toBe(0);
});

it('has the slots of the analysis in the database', async () => {
  const rows = await db.$queryRaw<{ ms: number; slot: number }[]>`
    SELECT ms, latency_slot(ms)::int AS slot FROM generate_series(0, 6000000, 997) AS ms`;
  for (const { ms, slot } of [...rows, { ms: 10, slot: 1 }]) expect(slot).toBe(slotOf(ms));
});

it('keeps sketches whose percentiles are near the exact ones', async () => {
  const rows = await db.usageLatency.groupBy({
    by: ['slot'],
    where: { accountId, metric: 'duration', keyId: '' },
    _sum: { requests: true },
  });
  expect(rows.reduce((sum, { _sum }) => sum + (_sum.requests ?? 0n), 0n)).toBe(
    expected(({ outcome }) => outcome === 'completed').requests,
  );
});

describe('the log', () => {
  const newest = () =>
    records.toSorted((one, other) => at(other) - at(one) || (other.requestId < one.requestId ? -1 : 1));

  it('has every request once, page by page, in either direction', async () => {
    const pages: string[] = [];
    const visited: LogRow[] = [];
    for (let cursor: LogRow | null = null; ; ) {
      const page = await listLog({ accountId, period: PERIOD, cursor, limit: 700 });
      visited.push(...page.rows);
      cursor = page.rows.at(-1) ?? null;
      if (!page.hasMore) break;
    }
    pages.push(...visited.map(({ requestId }) => requestId));
    expect(pages).toEqual(newest().map(({ requestId }) => requestId));
    const back = await listLog({
      accountId,
      period: PERIOD,
      cursor: visited[1_000] ?? null,
      direction: 'newer',
      limit: 50,
    });
    expect(back.rows.map(({ requestId }) => requestId)).toEqual(pages.slice(950, 1_000));
  });

  it('reports how far a search got when its time is up, and continues from there', async () => {
    const filter = { minDurationMs: 19_500 };
    const found: string[] = [];
    let searches = 0;
    for (let cursor: LogRow | ReturnType<typeof cursorAt> | null = null; ; searches += 1) {
      const page = await listLog({ accountId, filter, period: PERIOD, cursor, limit: 20, budgetMs: 0 });
      found.push(...page.rows.map(({ requestId }) => requestId));
      if (page.isComplete && !page.hasMore) break;
      cursor = page.isComplete ? (page.rows.at(-1) ?? null) : cursorAt(page.searchedUntil);
    }
    expect(searches).toBeGreaterThan(5);
    const wanted = newest().filter(({ durationMs }) => durationMs >= 19_500);
    expect(found).toEqual(wanted.map(({ requestId }) => requestId));
  });

  it('reports sums as incomplete when time is up, and finds its own ids at once', async () => {
    const filter = { minDurationMs: 0 };
    const some = await logTotals({ accountId, filter, period: PERIOD, budgetMs: 0 });
    expect(some.isComplete).toBe(false);
    expect(some.requests).toBeLessThan(records.length);
    const { requestId: id, cost } = records[5] ?? { requestId: '' };
    const years = { from: PERIOD.from - 1_000 * 86_400_000, to: PERIOD.to };
    expect(await listLog({ accountId, filter: { id }, period: years, budgetMs: 0 })).toMatchObject({
      rows: [{ requestId: id }],
      isComplete: true,
    });
    expect(await logTotals({ accountId, filter: { id }, period: years, budgetMs: 0 })).toMatchObject({
      ...{ requests: 1, cost, isComplete: true },
    });
  });

  it('finds a request by each of its ids, and never another account’s', async () => {
    const { requestId, upstreamId } = records[5] ?? { requestId: '', upstreamId: '' };
    for (const id of [requestId, requestId.replace('req_', 'chatcmpl-'), upstreamId ?? '']) {
      const { rows } = await listLog({ accountId, filter: { id }, period: PERIOD, budgetMs: 5_000 });
      expect(rows.map((row) => row.requestId)).toEqual([requestId]);
    }
    const { rows } = await listLog({ accountId: 'acct_other', filter: { id: requestId }, period: PERIOD });
    expect(rows).toEqual([]);
  });

  it('of a session of any age is found at once, with its totals', async () => {
    const own = newest().filter(({ sessionId }) => sessionId === 'run-2');
    const years = { from: PERIOD.from - 1_000 * 86_400_000, to: PERIOD.to };
    const query = { accountId, filter: { session: ['run-2'] }, period: years, budgetMs: 0, limit: 20 };
    expect(await listLog(query)).toMatchObject({
      isComplete: true,
      hasMore: true,
      rows: own.slice(0, 20).map(({ requestId }) => ({ requestId })),
    });
    const sum = (read: (record: (typeof own)[number]) => number) => own.reduce((all, record) => all + read(record), 0);
    const cached = sum(({ cacheReadTokens = 0 }) => cacheReadTokens);
    const read = sum(
      ({ inputTokens = 0, cacheWrite5mTokens = 0, cacheWrite1hTokens = 0 }) =>
        inputTokens + cacheWrite5mTokens + cacheWrite1hTokens,
    );
    expect(await findSession(accountId, 'run-2')).toEqual({
      ...{ sessionId: 'run-2', requests: own.length, errors: own.filter(({ outcome }) => outcome === 'failed').length },
      ...{
        cost: expected(({ sessionId }) => sessionId === 'run-2').cost,
        cacheHitRate: cached / (cached + read),
        cap: null,
      },
      ...{ firstAt: new Date(at(own.at(-1) ?? {})), lastAt: new Date(at(own[0] ?? {})) },
    });
    expect(await findSession('acct_other', 'run-2')).toBeNull();
  });

  it('returns the stored content of new requests, and the open requests while nothing is filtered', async () => {
    const [last, other] = newest();
    const now = new Date(NOW);
    const [requestId = '', expiresAt] = [last?.requestId, new Date(NOW + 1)];
    const content = { requestId, accountId, keyId: keyIds[0] ?? '', expiresAt, secretId: 's' };
    await db.requestContent.create({ data: { ...content, model: 'claude-opus-4-8', sealed: Buffer.of(1) } });
    const hold = { requestId: newId('request'), accountId, keyId: keyIds[0] ?? '', amount: 7n };
    await db.hold.create({ data: { ...hold, priceId: 'many@1', processId: 'p', expiresAt: now } });
    const asked = { accountId, since: new Date(at(other ?? {})), now };
    const { stored, open } = await readTail({ ...asked, filter: { key: [] } });
    expect(stored.get(requestId)).toEqual({ until: expiresAt, isTooLarge: false });
    expect(stored.get(other?.requestId ?? '')).toBeNull();
    expect(open).toMatchObject({ count: 1, holds: [{ requestId: hold.requestId, amount: 7n }] });
    expect((await readTail({ ...asked, filter: { outcome: ['failed'] } })).open.count).toBe(0);
    await db.hold.delete({ where: { requestId: hold.requestId } });
  });

  it('returns new requests, and draws its histogram from the same sums', async () => {
    const [last] = newest();
    const since = new Date(at(last ?? {}) - 3_600_000);
    const { rows, isCut } = await tailLog({ accountId, since, now: new Date(PERIOD.to) });
    expect(rows[0]?.requestId).toBe(last?.requestId);
    expect(isCut).toBe(false);
    const all = await tailLog({ accountId, since: new Date(PERIOD.from), now: new Date(PERIOD.to) });
    expect(all.rows.map(({ requestId }) => requestId)).toEqual(
      newest()
        .slice(0, all.rows.length)
        .map(({ requestId }) => requestId),
    );
    expect(all.isCut).toBe(true);
    const { points, isFiltered } = await logHistogram({
      accountId,
      buckets: DAYS,
      filter: { model: ['claude-opus-4-8'] },
    });
    expect(isFiltered).toBe(true);
    expect(total(points)).toBe(expected(({ model }) => model === 'claude-opus-4-8').cost);
  });
});

it('suggests existing values, the most used first, by name too', async () => {
  const query = { accountId, period: PERIOD };
  const tags = await suggestValues({ ...query, field: 'tag' });
  expect(tags[0]?.value).toBe('team=search');
  expect(await suggestValues({ ...query, field: 'key', text: 'TWO' })).toMatchObject([
    { value: keyIds[1], label: 'two' },
  ]);
  expect(await suggestValues({ ...query, field: 'member' })).toMatchObject([{ value: memberId }]);
  expect(await suggestValues({ ...query, field: 'error' })).toMatchObject([{ value: 'upstream_error' }]);
});

it('exports the rows and the sum of the screen', async () => {
  const filter = { model: ['claude-opus-4-8'] };
  const query = { accountId, filter, period: PERIOD, now: new Date(NOW), batch: 100 };
  const { stream, tally } = streamExport(query, { format: 'csv', zone: 'UTC' });
  const text = await new Response(stream).text();
  const screen = await usageTotals({ accountId, filter, period: PERIOD });
  expect(tally).toMatchObject({ rows: Number(screen.requests), cost: screen.cost });
  expect(metricOf(screen, 'cost')).toBe(tally.cost);
  expect(text.trimEnd().split('\r\n')).toHaveLength(tally.rows + 2);
  const body = text.slice(0, text.lastIndexOf('#summary'));
  expect(tally.sha256).toBe(createHash('sha256').update(body).digest('hex'));
});

describe('quarters of hours that a border cuts', () => {
  const zone = 'Asia/Kolkata';
  const buckets = bucketsOf({ from: PERIOD.from, to: PERIOD.from + 5 * 86_400_000 }, '1d', { zone, now: NOW });
  const read = async () => total((await usageSeries({ accountId, buckets, metric: 'cost' })).points);
  const differences = async () => {
    const broken = USAGE_INVARIANTS.find(({ id }) => id === 'I16')?.broken ?? '';
    return (await pool().query(broken)).rows;
  };

  it('are stored when first read, and add up to their hours', async () => {
    const cost = await read();
    expect(await db.usageQuarter.count({ where: { accountId } })).toBeGreaterThan(4);
    expect(await differences()).toEqual([]);
    expect(await read()).toBe(cost);
  });

  it('are rebuilt when a request settles into them late, and when it is removed', async () => {
    const cost = await read();
    const [like] = records;
    const settledAt = new Date(buckets[1]?.from ?? 0);
    const late = { ...like, requestId: newId('request'), cost: 7n, settledAt } as (typeof records)[number];
    await db.usageRecord.create({ data: late });
    expect(await read()).toBe(cost + 7n);
    expect(await differences()).toEqual([]);
    await db.usageRecord.update({ where: { requestId: late.requestId }, data: { settledAt: new Date(NOW) } });
    expect(await read()).toBe(cost);
    expect(await differences()).toEqual([]);
    await db.usageRecord.update({ where: { requestId: late.requestId }, data: { accountId: 'acct_late' } });
  });

  it('include every request that settles while they are being created', async () => {
    await db.usageQuarter.deleteMany({ where: { accountId } });
    const cost = await read();
    await db.usageQuarter.deleteMany({ where: { accountId } });
    const [like] = records;
    const settledAt = new Date(buckets[1]?.from ?? 0);
    const late = Array.from({ length: 6 }, () => ({
      ...like,
      ...{ accountId, requestId: newId('request'), cost: 1n, settledAt },
    })) as typeof records;
    await Promise.all(late.flatMap((data) => [db.usageRecord.create({ data }), read(), read()]));
    expect(await read()).toBe(cost + 6n);
    expect(await differences()).toEqual([]);
    const ids = late.map(({ requestId }) => requestId);
    await db.usageRecord.updateMany({ where: { requestId: { in: ids } }, data: { accountId: 'acct_late' } });
  });
});
