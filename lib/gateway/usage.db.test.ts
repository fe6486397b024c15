import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from '#lib/testing/ask.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { manyRecords } from '#lib/usage/testing/many-records.ts';

/** Europe's clocks change on October 25, America's on November 1, and in spring Lord Howe's by half an hour on April 5. */
const AUTUMN = { from: '2026-10-20', to: '2026-11-05' };
const SPRING = { from: '2026-03-05', to: '2026-04-08' };
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Chatham'];
const COUNT = 300;

let gateway: TestGateway;
let account: Customer;
let keyId = '';
let stranger: Customer;
beforeAll(async () => {
  gateway = await openTestGateway();
  gateway.useSandbox();
  account = await gateway.createCustomer({ key: { readsAccountUsage: true } });
  stranger = await gateway.createCustomer({ key: { readsAccountUsage: true } });
  keyId = (await gateway.addKey(account.accountId)).keyId;
  const { db } = await import('#lib/db/client.ts');
  const records = (of: Customer, keyIds: string[], seasons: { from: string; to: string }[]) =>
    seasons.flatMap(({ from, to }) =>
      manyRecords({ accountId: of.accountId, keyIds }, { from: Date.parse(from), to: Date.parse(to), count: COUNT }),
    );
  await db.price.create({
    data: {
      id: 'many@1',
      model: 'many',
      input: 3_000n,
      output: 15_000n,
      cacheWrite5m: 3_750n,
      cacheWrite1h: 6_000n,
      cacheRead: 300n,
    },
  });
  await db.usageRecord.createMany({
    data: [
      ...records(account, [account.keyId, keyId], [AUTUMN, SPRING]),
      ...records(stranger, [stranger.keyId], [AUTUMN]),
    ],
  });
});
afterAll(() => gateway.close());

const read = async (query: string, { secret }: { secret: string } = account) => {
  const { status, json, error } = await gateway.ask({ secret, method: 'GET', url: `/api/v1/usage${query}` });
  return { status, error, rows: (json.data ?? []) as Json[], answer: json };
};

async function readAll(query: string): Promise<Json[]> {
  const rows: Json[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { rows: page, answer } = await read(`${query}&cursor=${cursor}`);
    rows.push(...page);
    expect(answer.has_more).toBe(answer.next_cursor !== null);
    cursor = answer.next_cursor;
  }
  return rows;
}

const query = async (sql: string, values: unknown[]): Promise<Json[]> => (await gateway.pool.query(sql, values)).rows;
const sumOf = (rows: Json[], field: string): bigint => rows.reduce((sum, row) => sum + BigInt(row[field]), 0n);

describe.each(ZONES)('in %s', (zone) => {
  it.each([AUTUMN, SPRING])(
    'days are what the requests of each come to, also when clocks change: %o',
    async (season) => {
      const { rows } = await read(`?from=${season.from}&to=${season.to}&zone=${zone}`);
      const found = rows.map((row) => [row.from, row.requests, row.cost_nano_usd]);
      // PostgreSQL's own calendar gives the expected day.
      const wanted = await query(
        `SELECT date_trunc('day', settled_at, $2) AS day, count(*)::int AS requests, sum(cost)::text AS cost FROM usage_record
       WHERE account_id = $1 AND settled_at >= $3::timestamp AT TIME ZONE $2
         AND settled_at < ($4::timestamp + interval '1 day') AT TIME ZONE $2 GROUP BY 1 ORDER BY 1`,
        [account.accountId, zone, season.from, season.to],
      );
      expect(found).toEqual(wanted.map(({ day, requests, cost }) => [day.toISOString(), requests, cost]));
      const total = await read(`?from=${season.from}&to=${season.to}&zone=${zone}&unit=total`);
      expect(total.rows).toMatchObject([{ cost_nano_usd: String(sumOf(rows, 'cost_nano_usd')) }]);
    },
  );
});

it('has every group once, page by page, and they add up to the whole', async () => {
  const whole = '?from=2026-10-20&to=2026-11-05';
  const [day] = (await read(`${whole}&unit=total`)).rows;
  const rows = await readAll(`${whole}&group_by=model,key_id,tag:team&limit=17`);
  const names = rows.map((row) => JSON.stringify([row.from, row.model, row.key_id, row.tags.team]));
  expect(new Set(names).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(100);
  expect(new Set(rows.map((row) => row.model))).toEqual(
    new Set(['anthropic/claude-opus-4-8', 'anthropic/claude-sonnet-4-6']),
  );
  expect(new Set(rows.map((row) => row.tags.team))).toEqual(new Set([null, 'ads', 'search']));
  for (const field of ['requests', 'errors', 'input_tokens', 'output_tokens', 'cost_nano_usd'])
    expect(sumOf(rows, field)).toBe(BigInt(day[field]));
});

it('equals the ledger’s charges', async () => {
  const customer = await gateway.createCustomer();
  const metadata = { tags: 'run=7' };
  for (const content of ['Hello', 'Hello again'])
    await gateway.ask({
      secret: customer.secret,
      body: { model: 'anthropic/claude-haiku-4-5', messages: [{ role: 'user', content }], metadata },
    });
  const [charged] = await query(
    `SELECT -sum(amount) AS cost FROM ledger_entry e JOIN ledger_transaction t ON t.id = e.transaction_id
     WHERE t.account_id = $1 AND t.kind = 'charge' AND e.ledger_account LIKE 'customer:%'`,
    [customer.accountId],
  );
  const { rows, answer } = await read('?range=2d&unit=total&tag=run=7&group_by=model,provider,endpoint', customer);
  expect(answer).toMatchObject({ scope: 'key', zone: 'UTC', unit: 'total', has_more: false });
  expect(rows).toMatchObject([
    { requests: 2, model: 'anthropic/claude-haiku-4-5', provider: 'anthropic', endpoint: 'chat', part: 'running' },
  ]);
  expect(BigInt(rows[0].cost_nano_usd)).toBe(BigInt(charged.cost));
});

describe('a key reads', () => {
  const whole = '?from=2026-03-01&to=2026-11-05&unit=total&group_by=key_id';

  it('its own usage, that of the keys it replaced included, and no other', async () => {
    const { rotateKey } = await import('#lib/keys/rotate.ts');
    const { secret, key } = await rotateKey(account.accountId, keyId, { graceSeconds: 0 });
    const { rows, answer } = await read(whole, { secret });
    expect(answer.scope).toBe('key');
    expect(rows.map((row) => row.key_id)).toEqual([keyId]);
    expect(await read(`${whole}&key_id=${key.id}`, { secret })).toMatchObject({ status: 200, rows: [] });
    expect(await read(`${whole}&key_id=${account.keyId}`, { secret })).toMatchObject({
      status: 403,
      error: { code: 'forbidden', param: 'key_id' },
    });
  });

  it('all of its account when it may, and never another’s', async () => {
    const mine = await read(whole);
    expect(mine.rows.map((row) => row.key_id)).toEqual([account.keyId, keyId].sort());
    expect(sumOf(mine.rows, 'requests')).toBe(BigInt(2 * COUNT));
    const theirs = await read(`${whole}&key_id=${account.keyId}`, stranger);
    expect(theirs).toMatchObject({ status: 200, rows: [] });
    expect(sumOf((await read(whole, stranger)).rows, 'requests')).toBe(BigInt(COUNT));
  });
});

it.each([
  ['?unit=fortnight', 400, 'invalid_value', 'unit'],
  ['?group=model', 400, 'unsupported_parameter', 'group'],
  ['?to=2026-11-01', 400, 'missing_required_parameter', 'from'],
])('answers %s with an error that says what to mend', async (bad, status, code, param) => {
  expect(await read(bad)).toMatchObject({ status, error: { code, param, type: 'invalid_request_error' } });
});
