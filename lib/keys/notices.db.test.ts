import '#lib/testing/own-data.ts';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { env } from '#lib/config/env.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser, mailTo } from '#lib/testing/accounts.ts';
import { createDatabase } from '#lib/testing/database.ts';
import { createKey } from './create.ts';
import { sendReminders } from './reminders.ts';
import { createKeyInput } from './schema.ts';
import { updateKey } from './update.ts';

const database = await createDatabase();
env.DATABASE_URL = database.url; // reminders cover every key of the database
const { closePool } = await import('#lib/db/pool.ts');
afterAll(async () => {
  await closePool();
  await database.drop();
});

const NOW = new Date('2026-11-22T12:00:00Z');
const inDays = (days: number) => new Date(NOW.getTime() + days * 86_400_000);

type Person = Awaited<ReturnType<typeof givenUser>>;
let owner: Person;
let developer: Person;
let bystander: Person;
let accountId: string;

async function join(role: Role, locale: string): Promise<Person> {
  const user = await givenUser();
  await db.user.update({ where: { id: user.id }, data: { locale } });
  await db.membership.create({ data: { userId: user.id, accountId, role } });
  return user;
}

beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER);
  developer = await join('developer', 'de');
  bystander = await join('admin', 'ja');
});

const newKey = (input: object = {}) =>
  createKey(accountId, createKeyInput.parse({ name: 'Nightly', ...input }), { actorId: developer.id, now: NOW });
const subjects = async (person: Person) => (await mailTo(person.email)).map(({ subject }) => subject);

describe('a new key', () => {
  it('is reported to its creator and to the owners, each in their language', async () => {
    const { key, secret } = await newKey();
    expect(await subjects(owner)).toEqual(['New key “Nightly”']);
    expect(await subjects(developer)).toEqual(['Neuer Schlüssel „Nightly“']);
    expect(await subjects(bystander)).toEqual([]);
    const [mail] = await mailTo(owner.email);
    expect(mail?.text).toContain(`${developer.email} created the key “Nightly” (${key.hint}) in the account Acme.`);
    expect(JSON.stringify(mail)).not.toContain(secret);
  });

  it('is reported once to an owner who created it', async () => {
    await createKey(accountId, createKeyInput.parse({ name: 'Own' }), { actorId: owner.id });
    expect(await subjects(owner)).toEqual(['New key “Own”']);
  });

  it('is not reported to an unconfirmed mailbox', async () => {
    await db.user.update({ where: { id: owner.id }, data: { emailVerifiedAt: null } });
    await newKey();
    expect(await subjects(owner)).toEqual([]);
  });
});

describe('a key that expires', () => {
  const isReminder = (subject: string) => /expires|läuft/.test(subject);
  const reminders = async (person: Person) => (await subjects(person)).filter(isReminder);

  it('is announced a week and a day before, once each, with any number of processes', async () => {
    await newKey({ expiresAt: inDays(30) });
    await sendReminders(inDays(22.9));
    expect(await reminders(owner)).toEqual([]);
    await Promise.all([1, 2, 3].map(() => sendReminders(inDays(23))));
    await sendReminders(inDays(25));
    expect(await reminders(owner)).toEqual(['Key “Nightly” expires within 7 days']);
    await Promise.all([1, 2, 3].map(() => sendReminders(inDays(29.2))));
    expect(await reminders(owner)).toEqual([
      'Key “Nightly” expires within 1 day',
      'Key “Nightly” expires within 7 days',
    ]);
    expect(await reminders(developer)).toHaveLength(2);
    expect(await reminders(bystander)).toEqual([]);
    const [mail] = await mailTo(developer.email);
    expect(mail?.text).toContain('22.');
    expect(mail?.text).toMatch(/Dez\. 2026.*UTC/);
  });

  it('is announced again when its expiry was moved', async () => {
    const { key } = await newKey({ expiresAt: inDays(30) });
    await sendReminders(inDays(24));
    await updateKey(accountId, key.id, { after: { expiresAt: inDays(40) } }, { now: inDays(24) });
    await sendReminders(inDays(24));
    expect(await reminders(owner)).toHaveLength(1);
    await sendReminders(inDays(34));
    expect(await reminders(owner)).toHaveLength(2);
  });

  it.each([
    ['revoked', { revokedAt: NOW }],
    ['switched off', { disabledAt: NOW }],
    ['replaced', { rotatedToId: 'key_successor' }],
  ])('is not told of when it was %s', async (_what, data) => {
    const { key } = await newKey({ expiresAt: inDays(30) });
    await db.apiKey.update({ where: { id: key.id }, data });
    await sendReminders(inDays(29));
    expect(await reminders(owner)).toEqual([]);
  });
});
