import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '#lib/accounts/permissions.ts';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser, mailTo } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { addKey } from '#lib/testing/factories.ts';
import { getSpendAlert, setSpendAlert } from './spend-alert.ts';
import { sendSpendAlerts } from './spend-alert-mail.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url; // the job checks every account of the database
const { closePool, pool } = await import('#lib/db/pool.ts');
afterAll(async () => {
  await closePool();
  await database.drop();
});

const usd = (amount: number): NanoUsd => nanoUsd(BigInt(amount) * 1_000_000_000n);
const thisMonth = new Date(`${new Date().toISOString().slice(0, 7)}-01T00:00:00Z`);
const monthBefore = new Date(Date.UTC(thisMonth.getUTCFullYear(), thisMonth.getUTCMonth() - 1, 1));

type Person = Awaited<ReturnType<typeof givenUser>>;
let owner: Person;
let accountId: string;
beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER);
});

async function join(role: Role, locale = 'en'): Promise<Person> {
  const user = await givenUser({ hasPasskey: true });
  await db.user.update({ where: { id: user.id }, data: { locale } });
  await db.membership.create({ data: { userId: user.id, accountId, role } });
  return user;
}

/** Adds hourly usage, as settlements do. */
async function spend(cost: NanoUsd, hour = thisMonth): Promise<void> {
  const { keyId } = await addKey(accountId);
  const values = [accountId, keyId, hour, cost];
  await pool().query(
    `INSERT INTO usage_hour VALUES ($1, $3, $2, 'm', 'm', 'live', 'completed', 200, 'chat', 'anthropic', '', 1, 0, 0, 0, 0, 0, 0, 0, $4, 0, 0)`,
    values,
  );
}

const set = (amount: NanoUsd | null, user: { id: string } = owner) =>
  setSpendAlert(user, { accountId, after: { amount } }, CALLER);
const subjects = async ({ email }: Person) => (await mailTo(email)).map(({ subject }) => subject);

describe('an alert', () => {
  it('is set, changed and removed, each recorded in the audit log', async () => {
    expect(await getSpendAlert(accountId)).toEqual({ amount: null, spent: 0n });
    for (const amount of [usd(20), usd(20), usd(35), null, null]) await set(amount);
    expect(await getSpendAlert(accountId)).toEqual({ amount: null, spent: 0n });
    const events = await db.auditEvent.findMany({
      where: { accountId, action: { startsWith: 'spend_alert' } },
      orderBy: { position: 'asc' },
    });
    expect(events.map(({ action, target }) => [action, target])).toEqual([
      ['spend_alert.set', '20 USD'],
      ['spend_alert.set', '35 USD'],
      ['spend_alert.removed', null],
    ]);
  });

  it.each(ROLES)('is for those who look after the money: %s', async (role) => {
    const member = await join(role);
    const outcome = await set(usd(5), member).then(
      () => 'done',
      ({ code }) => code,
    );
    expect(outcome).toBe(['owner', 'admin', 'billing'].includes(role) ? 'done' : 'forbidden');
  });

  it('is not set for an account of others', async () => {
    await expect(set(usd(5), await givenUser())).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([0n, -1n, 10n ** 18n + 1n])('is never on %s nano-USD', async (amount) => {
    await expect(set(nanoUsd(amount))).rejects.toThrow('alert_is_on_an_amount');
  });
});

describe('a month’s spend', () => {
  it('covers all keys, and starts at zero with each month', async () => {
    await spend(usd(3));
    await spend(nanoUsd(1n));
    await spend(usd(50), monthBefore);
    expect((await getSpendAlert(accountId)).spent).toBe(3_000_000_001n);
  });

  it('mails once above the amount, to those who pay, each in their language', async () => {
    const billing = await join('billing', 'de');
    const others = [await join('developer'), await join('viewer')];
    await set(usd(20));
    await spend(usd(20));
    await sendSpendAlerts();
    expect(await subjects(owner)).toEqual([]);
    await spend(nanoUsd(1n));
    await Promise.all([1, 2, 3].map(() => sendSpendAlerts()));
    await sendSpendAlerts();
    const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(thisMonth);
    expect(await subjects(owner)).toEqual([`Acme: more than $20.00 spent in ${month}`]);
    expect(await subjects(billing)).toEqual([expect.stringMatching(/^Acme: mehr als 20,00\s\$ im .+ ausgegeben$/)]);
    for (const other of others) expect(await subjects(other)).toEqual([]);
  });

  it('mails again for another amount, and in another month', async () => {
    await set(usd(1));
    await spend(usd(10));
    await sendSpendAlerts();
    await set(usd(5));
    await sendSpendAlerts();
    await db.spendAlert.update({ where: { accountId }, data: { sentMonth: monthBefore } });
    await sendSpendAlerts();
    expect(await subjects(owner)).toHaveLength(3);
  });

  it('sends no mail after the alert was removed', async () => {
    await set(usd(1));
    await set(null);
    await spend(usd(10));
    await sendSpendAlerts();
    expect(await subjects(owner)).toEqual([]);
  });
});
