import '#lib/testing/own-data.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase } from '#lib/testing/database.ts';

const database = await createDatabase();
process.env.DATABASE_URL = database.url;
const { db } = await import('#lib/db/client.ts');
const { closePool, pool } = await import('#lib/db/pool.ts');
const { verifyAuditChain } = await import('#lib/audit/verify.ts');
const { nanoUsd } = await import('#lib/billing/money.ts');
const { getBalance } = await import('#lib/billing/queries.ts');
const { givenUser, CALLER } = await import('#lib/testing/accounts.ts');
const { grantCredit, takeCreditBack } = await import('./credit.ts');

let accountId: string;
let by: { actorId: string; caller: typeof CALLER };
beforeAll(async () => {
  const operator = await givenUser();
  by = { actorId: operator.id, caller: CALLER };
  ({ accountId } = await givenUser());
});
afterAll(async () => {
  await closePool();
  await database.drop();
});

const available = async () => (await getBalance(accountId)).available;
const movement = (usd: bigint) => ({ accountId, usd: nanoUsd(usd), reason: 'goodwill' });
const events = () => db.auditEvent.findMany({ where: { accountId, action: { startsWith: 'credit.' } } });

it('writes who moved money, why and how much, into a log that still checks', async () => {
  const before = await available();
  const granted = await grantCredit(movement(7n), by);
  const taken = await takeCreditBack(movement(2n), by);
  expect(await available()).toBe(before + 5n);
  expect(await events()).toMatchObject([
    { action: 'credit.granted', actorId: by.actorId, ip: CALLER.ip, details: { transactionId: granted } },
    { action: 'credit.adjusted', actorId: by.actorId, details: { reason: 'goodwill', transactionId: taken } },
  ]);
  expect((await verifyAuditChain()).breaks).toEqual([]);
});

it('moves no money without an audit event, and records no event for a refusal', async () => {
  const before = { available: await available(), events: await events() };
  await expect(takeCreditBack(movement(before.available + 1n), by)).rejects.toMatchObject({ code: 'invalid_value' });
  await pool().query('ALTER TABLE audit_event ADD CONSTRAINT full_disk CHECK (false) NOT VALID');
  for (const move of [grantCredit, takeCreditBack]) await expect(move(movement(1n), by)).rejects.toThrow('full_disk');
  await pool().query('ALTER TABLE audit_event DROP CONSTRAINT full_disk');
  expect({ available: await available(), events: await events() }).toEqual(before);
});
