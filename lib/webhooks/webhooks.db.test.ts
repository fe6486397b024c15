import '#lib/testing/own-data.ts';
import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '#lib/accounts/permissions.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import { transaction } from '#lib/db/transaction.ts';
import { runJob } from '#lib/jobs/run.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser, mailTo } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { RETRY_AFTER_SECONDS } from './attempt.ts';
import { deliverWebhook } from './deliver.ts';
import { emitEvent, resendDelivery, sendTest } from './emit.ts';
import {
  changeEndpoint,
  createEndpoint,
  MOST_ENDPOINTS,
  pauseEndpoint,
  removeEndpoint,
  rotateSecret,
} from './endpoints.ts';
import type { WebhookEvent } from './events.ts';
import { exportWebhooks, listDeliveries, listEndpoints, purgeDeliveries } from './queries.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url;
const { closePool, pool } = await import('#lib/db/pool.ts');
const { claimJobs } = await import('#lib/jobs/queue.ts');

interface Arrived {
  headers: http.IncomingHttpHeaders;
  body: string;
}
const arrived: Arrived[] = [];
let answer: http.RequestListener = (_, response) => response.end();
const receiver = http.createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  arrived.push({ headers: request.headers, body: Buffer.concat(parts).toString() });
  answer(request, response);
});
await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done));
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;

afterAll(async () => {
  receiver.close().closeAllConnections();
  await closePool();
  await database.drop();
});

type Person = Awaited<ReturnType<typeof givenUser>>;
let owner: Person;
let accountId: string;
beforeEach(async () => {
  await db.job.deleteMany();
  arrived.splice(0);
  answer = (_, response) => response.end();
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER);
});

const LOW: WebhookEvent = {
  type: 'balance.low',
  data: { balance: { usd: '0.9', nano_usd: '900000000' }, threshold: { usd: '1', nano_usd: '1000000000' } },
};
const create = (by: { id: string } = owner) => createEndpoint(by, { accountId, url, events: ['balance.low'] }, CALLER);
const emit = (event = LOW) => transaction((tx) => emitEvent(tx, accountId, event));
const respond = (status: number, text = '') => {
  answer = (_, response) => response.writeHead(status).end(text);
};
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code,
  );
const signatureOf = (secret: string, { headers, body }: Arrived) => {
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  return `v1,${createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(signed)
    .digest('base64')}`;
};

/** What is due, each by several workers at once, of which one gets it. */
async function deliverDue(): Promise<void> {
  const claims = [1, 2, 3].map((worker) =>
    claimJobs(pool(), [['webhook_delivery'], 20, `00000000-0000-4000-8000-00000000000${worker}`, 60_000]),
  );
  const handlers = { webhook_delivery: { run: deliverWebhook } };
  await Promise.all((await Promise.all(claims)).flat().map((job) => runJob(handlers, job)));
}
/** As if every wait were over. @returns how long it would have been, in seconds */
async function wait(): Promise<number> {
  const job = await db.job.findFirstOrThrow({ where: { kind: 'webhook_delivery' } });
  await db.job.update({ where: { id: job.id }, data: { runAt: new Date(0) } });
  return Math.round((job.runAt.getTime() - Date.now()) / 1_000);
}

it('tells each endpoint that asked for it, once, signed, of an event whose transaction committed', async () => {
  const [one, other] = [await create(), await create()];
  await createEndpoint(owner, { accountId, url, events: ['top_up.failed'] }, CALLER);
  await pauseEndpoint(owner, { accountId, id: (await create()).id, isPaused: true }, CALLER);
  await expect(
    transaction(async (tx) => {
      await emitEvent(tx, accountId, LOW);
      throw new Error('not today');
    }),
  ).rejects.toThrow('not today');
  await deliverDue();
  expect(arrived).toEqual([]);
  await emit();
  await deliverDue();
  expect(arrived).toHaveLength(2);
  for (const { headers, body } of arrived) {
    expect(headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': expect.stringMatching(/^msg_/) });
    expect(Math.abs(Number(headers['webhook-timestamp']) - Date.now() / 1_000)).toBeLessThan(60);
    expect(JSON.parse(body)).toEqual({
      type: 'balance.low',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      version: '2026-11-30',
      data: { account_id: accountId, ...LOW.data },
    });
  }
  expect(new Set(arrived.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  const expected = [one, other].flatMap(({ secret }) => arrived.map((message) => signatureOf(secret, message)));
  for (const { headers } of arrived) expect(expected).toContain(headers['webhook-signature']);
  expect(await listDeliveries(one.id)).toMatchObject([{ state: 'delivered', attempts: 1, responseStatus: 200 }]);
  expect(await db.job.count()).toBe(0);
});

it('tries again by its schedule, the same message, and gives up in the end; resending begins anew', async () => {
  const { id } = await create();
  respond(500, 'no \0 database');
  await emit();
  await deliverDue();
  for (const seconds of RETRY_AFTER_SECONDS) {
    expect(Math.abs((await wait()) - seconds)).toBeLessThan(5);
    await deliverDue();
  }
  expect(await db.job.count()).toBe(0);
  const [delivery] = await listDeliveries(id);
  expect(delivery).toMatchObject({
    ...{ state: 'failed', attempts: RETRY_AFTER_SECONDS.length + 1, nextAttemptAt: null },
    ...{ responseStatus: 500, responseBody: 'no \u{fffd} database' },
  });
  expect(new Set(arrived.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
  respond(200);
  const again = { accountId, id: delivery?.id ?? '' };
  await Promise.all([1, 2].map(() => resendDelivery(owner, again)));
  expect(await db.job.count()).toBe(1);
  await deliverDue();
  expect(await listDeliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1, error: null }]);
  expect(await listEndpoints(accountId)).toMatchObject([{ failingSince: null }]);
});

describe('an endpoint is paused, and the payers told', () => {
  const subjects = async () => (await mailTo(owner.email)).map(({ subject }) => subject);

  it('when it says that it is gone; then what waits for it fails', async () => {
    const { id } = await create();
    respond(500);
    await emit();
    await deliverDue();
    respond(410);
    await emit();
    await deliverDue();
    expect(await listEndpoints(accountId)).toMatchObject([{ pausedBy: 'gone' }]);
    const count = arrived.length;
    await wait();
    await deliverDue();
    await emit();
    expect(arrived).toHaveLength(count);
    expect((await listDeliveries(id)).map(({ state, error }) => [state, error])).toEqual([
      ['failed', null],
      ['failed', 'paused'],
    ]);
    expect(await subjects()).toEqual(['Acme: webhook endpoint paused']);
    expect(await codeOf(sendTest(owner, { accountId, id }))).toBe('conflict');
    await pauseEndpoint(owner, { accountId, id, isPaused: false }, CALLER);
    expect(await listEndpoints(accountId)).toMatchObject([{ pausedBy: null, failingSince: null }]);
  });

  it('when a message was given up and none has arrived for three days', async () => {
    const { id } = await create();
    respond(503);
    const failLastAttempt = async () => {
      await emit();
      await db.webhookDelivery.updateMany({ data: { attempts: RETRY_AFTER_SECONDS.length } });
      await deliverDue();
    };
    await failLastAttempt();
    expect(await listEndpoints(accountId)).toMatchObject([{ pausedBy: null, failingSince: expect.any(Date) }]);
    await db.webhookEndpoint.update({ where: { id }, data: { failingSince: new Date(Date.now() - 73 * 3_600_000) } });
    await failLastAttempt();
    expect(await listEndpoints(accountId)).toMatchObject([{ pausedBy: 'failing' }]);
    expect(await subjects()).toEqual(['Acme: webhook endpoint paused']);
  });
});

it('sends nothing to an address inside the network, whatever it was when it was set', async () => {
  const { id } = await create();
  await db.webhookEndpoint.update({ where: { id }, data: { url: 'https://localhost:8443/' } });
  await emit();
  await deliverDue();
  await db.webhookEndpoint.update({ where: { id }, data: { url: 'http://10.0.0.1/' } });
  await wait();
  await deliverDue();
  expect(await listDeliveries(id)).toMatchObject([{ state: 'pending', attempts: 2, error: 'blocked_address' }]);
});

it('signs with both secrets for a day after a rotation; neither is readable in the database or an export', async () => {
  const { id, secret } = await create();
  const { secret: next } = await rotateSecret(owner, { accountId, id }, CALLER);
  await sendTest(owner, { accountId, id });
  await deliverDue();
  const [message] = arrived as [Arrived];
  expect(message.headers['webhook-signature']).toBe(`${signatureOf(next, message)} ${signatureOf(secret, message)}`);
  await db.webhookEndpoint.update({ where: { id }, data: { previousUntil: new Date(Date.now() - 1) } });
  await sendTest(owner, { accountId, id });
  await deliverDue();
  const [, later] = arrived as [Arrived, Arrived];
  expect(later.headers['webhook-signature']).toBe(signatureOf(next, later));
  const { rows } = await pool().query('SELECT * FROM webhook_endpoint WHERE id = $1', [id]);
  const stored = JSON.stringify([rows, await exportWebhooks(accountId)]);
  for (const text of [secret, next]) {
    expect(stored).not.toContain(text.slice(6));
    expect(Buffer.from(rows[0].secret).includes(text)).toBe(false);
  }
});

it('is set up by those who look after the money, in their own account, and the audit log tells', async () => {
  const { id } = await create();
  const edit = { before: { events: ['balance.low'] }, after: { events: ['top_up.failed'] } };
  await changeEndpoint(owner, { accountId, id, edit }, CALLER);
  await expect(changeEndpoint(owner, { accountId, id, edit }, CALLER)).resolves.toBeUndefined();
  const late = { before: { events: ['balance.low'] }, after: { events: ['top_up.credited'] } };
  expect(await codeOf(changeEndpoint(owner, { accountId, id, edit: late }, CALLER))).toBe('conflict');
  const inside = { before: { url }, after: { url: 'https://169.254.169.254/' } };
  expect(await codeOf(changeEndpoint(owner, { accountId, id, edit: inside }, CALLER))).toBe('invalid_value');
  await pauseEndpoint(owner, { accountId, id, isPaused: true }, CALLER);
  await pauseEndpoint(owner, { accountId, id, isPaused: false }, CALLER);
  await rotateSecret(owner, { accountId, id }, CALLER);
  const elsewhere = { accountId: await createOrganisation(owner, 'Other', CALLER), id };
  expect(await codeOf(removeEndpoint(owner, elsewhere, CALLER))).toBe('not_found');
  expect(await codeOf(sendTest(owner, elsewhere))).toBe('not_found');
  for (const role of ROLES) {
    const member = await join(role);
    const expected = ['owner', 'admin', 'billing'].includes(role) ? 'done' : 'forbidden';
    expect(await codeOf(sendTest(member, { accountId, id })), role).toBe(expected);
    expect(await codeOf(rotateSecret(member, { accountId, id }, CALLER)), role).toBe(expected);
  }
  await removeEndpoint(owner, { accountId, id }, CALLER);
  await deliverDue();
  expect(arrived).toEqual([]);
  const events = await db.auditEvent.findMany({
    where: { accountId, actorId: owner.id, action: { startsWith: 'webhook.' } },
    orderBy: { position: 'asc' },
  });
  expect(events.map(({ action }) => action.replace('webhook.', ''))).toEqual([
    'created',
    'changed',
    'changed',
    'paused',
    'resumed',
    'secret_rotated',
    'removed',
  ]);
});

it('is limited in number, also when many are added at once, and what was sent is forgotten after 30 days', async () => {
  const codes = await Promise.all(Array.from({ length: MOST_ENDPOINTS + 2 }, () => codeOf(create())));
  expect(codes.filter((code) => code === 'conflict')).toHaveLength(2);
  await emit();
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);
  await purgeDeliveries(days(29));
  expect(await db.webhookDelivery.count({ where: { endpoint: { accountId } } })).toBe(MOST_ENDPOINTS);
  await purgeDeliveries(days(31));
  expect(await db.webhookDelivery.count({ where: { endpoint: { accountId } } })).toBe(0);
  await deliverDue();
  expect(arrived).toEqual([]);
});

async function join(role: Role): Promise<Person> {
  const member = await givenUser({ hasPasskey: true });
  await db.membership.create({ data: { userId: member.id, accountId, role } });
  return member;
}
