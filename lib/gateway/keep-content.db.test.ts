import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { toRequest } from '#lib/testing/ask.ts';
import { disguisesOf, everythingBelow, everythingIn } from '#lib/testing/everything.ts';
import type { Customer } from '#lib/testing/factories.ts';
import { openTestGateway, type TestGateway } from '#lib/testing/gateway.ts';
import { GREETING_MESSAGE } from '#lib/testing/upstream-answers.ts';
import { answerOf, asksForStream, errorReply, streamReply, wholeReply } from '#lib/testing/upstream-faults.ts';

const HOUR_MS = 3_600_000;
const WORDS = { prompt: 'CANARY-prompt-4be1c7', system: 'CANARY-system-90ad2f', answer: 'CANARY-answer-77e3b5' };

let gateway: TestGateway;
let content: typeof import('#lib/content/queries.ts') &
  typeof import('#lib/content/delete.ts') &
  typeof import('#lib/content/store.ts') &
  typeof import('#lib/content/set-retention.ts');
let keys: typeof import('#lib/keys/update.ts') & typeof import('#lib/keys/revoke.ts');
let customer: Customer;
let owner: { id: string };
const lines: string[] = [];
const caller = { ip: null, userAgent: null };

beforeAll(async () => {
  gateway = await openTestGateway({ LOG_LEVEL: 'debug', CONTENT_SECRETS: 'the-newest-secret-that-seals-all-content' });
  const { log } = await import('#lib/log.ts');
  log.level = 'trace';
  Reflect.set(log, pino.symbols.streamSym, { write: (line: string) => lines.push(line) });
  content = {
    ...(await import('#lib/content/queries.ts')),
    ...(await import('#lib/content/delete.ts')),
    ...(await import('#lib/content/store.ts')),
    ...(await import('#lib/content/set-retention.ts')),
  };
  keys = { ...(await import('#lib/keys/update.ts')), ...(await import('#lib/keys/revoke.ts')) };
  gateway.script((request) =>
    asksForStream(request)
      ? streamReply(answerOf(WORDS.answer))
      : wholeReply(GREETING_MESSAGE.replace('Grüße', WORDS.answer)),
  );
});
afterAll(() => gateway.close());

beforeEach(async () => {
  customer = await gateway.createCustomer();
  const { rows } = await gateway.pool.query('SELECT user_id AS id FROM membership WHERE account_id = $1', [
    customer.accountId,
  ]);
  owner = rows[0];
});

const body = {
  model: 'claude-sonnet-4-6',
  messages: [
    { role: 'system', content: WORDS.system },
    { role: 'user', content: WORDS.prompt },
  ],
};

async function ask({
  header,
  more = {},
  secret = customer.secret,
}: {
  header?: string;
  more?: object;
  secret?: string;
}) {
  const headers = header === undefined ? {} : { 'x-tokenhub-store': header };
  const answer = await gateway.ask({ secret, headers, body: { ...body, ...more } });
  await content.contentStored();
  return { ...answer, requestId: answer.headers['x-request-id'] ?? '' };
}

const allow = (retention: 'none' | 'day' | 'month') =>
  content.setRetention(owner, { accountId: customer.accountId, after: { retention } }, caller);

const open = (requestId: string, now = new Date()) =>
  content.openContent(owner, { accountId: customer.accountId, requestId, caller, now });

const stored = async (requestId: string, now = new Date()) =>
  (await content.listStored(customer.accountId, [requestId], now)).get(requestId);

/** Places where canaries were found, as text or as bytes: the database, the log, the outbox or any other file. */
async function findCanaries(): Promise<string[]> {
  const places = [await everythingIn(gateway.pool), lines.join(''), everythingBelow(process.env.DATA_DIR ?? '')];
  expect(places[0]).toContain(customer.accountId);
  return Object.values(WORDS)
    .flatMap(disguisesOf)
    .filter((word) => places.some((place) => place.includes(word)));
}

it('stores nothing of an account that has not enabled storage, whatever the request says', async () => {
  for (const header of [undefined, 'none', '24h', '30d']) {
    for (const stream of [false, true]) {
      const { status, headers, requestId } = await ask({ ...(header && { header }), more: { stream } });
      expect(status).toBe(200);
      expect(headers['x-tokenhub-store']).toBe(header && 'none');
      expect(await stored(requestId)).toBeUndefined();
    }
  }
  expect(await findCanaries()).toEqual([]);
});

it('stores content encrypted for the agreed time, and deletes all of it after that', async () => {
  await allow('day');
  const asked = [await ask({}), await ask({ more: { stream: true } })];
  for (const { requestId, headers } of asked) {
    expect(headers['x-tokenhub-store']).toBe('24h');
    const kept = await open(requestId);
    expect(JSON.parse(kept.request).messages).toEqual(body.messages);
    expect(kept.answer?.blocks).toEqual([
      expect.objectContaining({ type: 'text', text: expect.stringContaining(WORDS.answer) }),
    ]);
  }
  expect(await findCanaries()).toEqual([]); // encrypted, so not found even now

  const ids = asked.map(({ requestId }) => requestId);
  const after = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
  await content.purgeContent(after(23.9));
  for (const id of ids) expect(await stored(id)).toBeDefined();
  for (const id of ids) await expect(open(id, after(24.1))).rejects.toThrow('not stored'); // purged or not
  await content.purgeContent(after(24.1));
  const { rows } = await gateway.pool.query('SELECT 1 FROM request_content WHERE request_id = ANY ($1)', [ids]);
  expect(rows).toEqual([]);
  expect(await findCanaries()).toEqual([]);
});

it('stores the content of a stopped stream and of a failure, and says which is too large', async () => {
  await allow('month');
  const stop = new AbortController();
  const request = { secret: customer.secret, body: { ...body, stream: true }, signal: stop.signal };
  const reply = await gateway.handle(toRequest(request));
  const stream = (reply.body as AsyncIterable<string>)[Symbol.asyncIterator]();
  await stream.next();
  stop.abort();
  await stream.return?.();
  await content.contentStored();
  const partial = await open(reply.headers['x-request-id'] ?? '');
  expect(partial.answer?.blocks.length).toBe(1);

  const large = await ask({ more: { messages: [{ role: 'user', content: 'x'.repeat(2 * 1024 * 1024) }] } });
  expect(large.status).toBe(200);
  expect((await stored(large.requestId))?.isTooLarge).toBe(true);
  await expect(open(large.requestId)).rejects.toThrow('not stored');

  gateway.script(() => errorReply({ status: 400, type: 'invalid_request_error', message: 'no' }));
  const refused = await ask({});
  expect(refused.status).toBe(400);
  expect((await open(refused.requestId)).answer).toBeNull();
  gateway.script((received) =>
    asksForStream(received)
      ? streamReply(answerOf(WORDS.answer))
      : wholeReply(GREETING_MESSAGE.replace('Grüße', WORDS.answer)),
  );
});

it('stores less for a key or a request that asks for less, and more within the account’s limit', async () => {
  await allow('day');
  const { keyId, secret } = await gateway.addKey(customer.accountId, { retention: 'none' });
  expect(await stored((await ask({ secret })).requestId)).toBeUndefined();
  expect(await stored((await ask({ header: 'none' })).requestId)).toBeUndefined();
  const raised = await ask({ secret, header: '30d' });
  expect(raised.headers['x-tokenhub-store']).toBe('24h');
  const until = (await stored(raised.requestId))?.until.getTime() ?? 0;
  expect(until - Date.now()).toBeGreaterThan(23.9 * HOUR_MS);
  expect(until - Date.now()).toBeLessThanOrEqual(24 * HOUR_MS);
  await content.deleteContent({ keyId });
  expect(await stored(raised.requestId)).toBeUndefined();
  const odd = await ask({ header: '7d' });
  expect(odd.status).toBe(400);
  expect(odd.text).toContain('x-tokenhub-store');
});

it('deletes stored content when account or key allow less, and with the key', async () => {
  await allow('month');
  const { requestId } = await ask({});
  await allow('day');
  const { until } = (await stored(requestId)) ?? {};
  expect((until?.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(24 * HOUR_MS);
  await allow('none');
  expect(await stored(requestId)).toBeUndefined();

  await allow('month');
  const ofKey = await ask({});
  await keys.updateKey(customer.accountId, customer.keyId, { after: { retention: 'none' } }, { actorId: owner.id });
  expect(await stored(ofKey.requestId)).toBeUndefined();
  await keys.updateKey(customer.accountId, customer.keyId, { after: { retention: null } }, { actorId: owner.id });
  const last = await ask({});
  expect(await stored(last.requestId)).toBeDefined();
  await keys.revokeKey(customer.accountId, customer.keyId);
  expect(await stored(last.requestId)).toBeUndefined();
});

it('lets only permitted roles extend storage and read content, and audits both', async () => {
  await allow('day');
  const { requestId } = await ask({});
  await keys.updateKey(customer.accountId, customer.keyId, { after: { retention: 'none' } }, { actorId: owner.id });
  const shown = await ask({ header: '24h' });
  const become = (role: string) =>
    gateway.pool.query('UPDATE membership SET role = $2::"Role" WHERE account_id = $1', [customer.accountId, role]);
  const raise = () =>
    keys.updateKey(customer.accountId, customer.keyId, { after: { retention: 'day' } }, { actorId: owner.id });
  await become('developer');
  await expect(raise()).rejects.toMatchObject({ code: 'forbidden' });
  await expect(allow('month')).rejects.toMatchObject({ code: 'forbidden' });
  await open(shown.requestId);
  for (const role of ['viewer', 'billing']) {
    await become(role);
    await expect(open(shown.requestId)).rejects.toMatchObject({ code: 'forbidden' });
  }
  await become('owner');
  await raise();
  const stranger = await gateway.createCustomer();
  await expect(
    content.openContent(owner, { accountId: stranger.accountId, requestId: shown.requestId, caller }),
  ).rejects.toMatchObject({ code: 'not_found' });
  const { rows } = await gateway.pool.query(
    `SELECT action, target FROM audit_event WHERE account_id = $1 AND action LIKE 'content.%' ORDER BY position`,
    [customer.accountId],
  );
  expect(rows).toEqual([
    { action: 'content.retention_set', target: null },
    { action: 'content.opened', target: shown.requestId },
  ]);
  expect(await stored(requestId)).toBeUndefined();
});

it('decrypts only with the secret of its encryption, and only under its own kind', async () => {
  await allow('day');
  const { requestId } = await ask({});
  const other = await ask({});
  await gateway.pool.query(
    `UPDATE request_content SET sealed = (SELECT sealed FROM request_content WHERE request_id = $2) WHERE request_id = $1`,
    [requestId, other.requestId],
  );
  await expect(open(requestId)).rejects.toThrow();
  await gateway.pool.query(`UPDATE request_content SET secret_id = 'gone' WHERE request_id = $1`, [other.requestId]);
  await expect(open(other.requestId)).rejects.toThrow('configured no more');
});

it('neither delays nor fails an answer whose content cannot be stored', async () => {
  await allow('day');
  await gateway.pool.query('ALTER TABLE request_content RENAME TO elsewhere');
  try {
    const { status, requestId } = await ask({});
    expect(status).toBe(200);
    expect(lines.join('')).toContain('content was not stored');
    expect(await gateway.findFaults()).toEqual([]);
    expect(await findCanaries()).toEqual([]);
    await gateway.pool.query('ALTER TABLE elsewhere RENAME TO request_content');
    expect(await stored(requestId)).toBeUndefined();
  } finally {
    await gateway.pool.query('ALTER TABLE IF EXISTS elsewhere RENAME TO request_content');
  }
});
