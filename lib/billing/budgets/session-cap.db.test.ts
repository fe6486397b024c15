import { beforeAll, expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { newId } from '#lib/id.ts';
import { createCustomer } from '#lib/testing/factories.ts';
import { manyRecords } from '#lib/usage/testing/many-records.ts';
import { nanoUsd } from '../money.ts';
import { findSessionCap, forgetSessionCaps, setSessionCap } from './session-cap.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

let accountId = '';
let keyId = '';
beforeAll(async () => {
  ({ accountId, keyId } = await createCustomer());
});

const cap = (sessionId: string, amount: bigint) => setSessionCap({ accountId, sessionId, cap: nanoUsd(amount) });

async function spend(sessionId: string, cost: bigint, daysAgo: number): Promise<void> {
  const [record] = manyRecords({ accountId, keyIds: [keyId] }, { from: NOW, to: NOW + 1, count: 1 });
  const settledAt = new Date(NOW - daysAgo * DAY_MS);
  const paid = { outcome: 'completed', cost, held: cost, settledAt } as const;
  await db.usageRecord.create({
    data: { ...record, ...paid, requestId: newId('request'), sessionId } as typeof record & object,
  });
}

it('includes the earlier cost of the session, and is one row after simultaneous requests', async () => {
  await spend('run-1', 30n, 400);
  await spend('run-1', 5n, 0);
  await spend('run-2', 7n, 0);
  await Promise.all([40n, 40n, 50n, 40n].map((amount) => cap('run-1', amount)));
  await cap('run-1', 60n);
  expect(await findSessionCap(accountId, 'run-1')).toEqual({ cap: 60n, used: 35n });
  expect(await findSessionCap(accountId, 'run-2')).toBeNull();
});

it('is removed a month after the last request of its session, and includes all its cost when it is set again', async () => {
  await spend('old', 11n, 31);
  await spend('going-on', 13n, 29);
  for (const sessionId of ['old', 'going-on', 'new']) await cap(sessionId, 20n);
  const made = { subjectId: { in: ['old', 'going-on'] }, accountId };
  await db.budget.updateMany({ where: made, data: { createdAt: new Date(NOW - 40 * DAY_MS) } });
  await forgetSessionCaps(new Date(NOW));
  expect(await findSessionCap(accountId, 'old')).toBeNull();
  for (const sessionId of ['going-on', 'new']) expect(await findSessionCap(accountId, sessionId)).not.toBeNull();
  await cap('old', 20n);
  expect(await findSessionCap(accountId, 'old')).toEqual({ cap: 20n, used: 11n });
});
