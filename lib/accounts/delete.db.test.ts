import '#lib/testing/own-data.ts';
import { expect, it } from 'vitest';
import { db } from '#lib/db/client.ts';
import { createKey } from '#lib/keys/create.ts';
import { createKeyInput } from '#lib/keys/schema.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser, PASSWORD, signedIn } from '#lib/testing/accounts.ts';
import { createEndpoint } from '#lib/webhooks/endpoints.ts';
import { deleteUser } from './delete.ts';
import { exportUser } from './export.ts';
import { giveStartingGrant } from './starting-grant.ts';

const addEndpoint = ({ id, accountId }: { id: string; accountId: string }) =>
  createEndpoint({ id }, { accountId, url: 'https://hooks.example', events: ['balance.low'] }, CALLER);

it('removes the person and keeps the money', async () => {
  const user = await givenUser();
  await giveStartingGrant(user.id, new Date());
  const { key } = await createKey(user.accountId, createKeyInput.parse({ name: 'mine' }));
  await addEndpoint(user);
  await deleteUser(user, CALLER);
  expect(await db.user.findUnique({ where: { id: user.id } })).toBeNull();
  expect(await db.session.count({ where: { userId: user.id } })).toBe(0);
  expect((await db.apiKey.findUniqueOrThrow({ where: { id: key.id } })).revokedAt).not.toBeNull();
  const account = await db.account.findUniqueOrThrow({ where: { id: user.accountId }, include: { balance: true } });
  expect(account).toMatchObject({ name: '', balance: { available: 5_000_000_000n } });
  expect(account.suspendedAt).not.toBeNull();
  expect(await db.ledgerTransaction.count({ where: { accountId: user.accountId } })).toBe(1);
  expect(await db.webhookEndpoint.count({ where: { accountId: user.accountId } })).toBe(0);
});

it('leaves no organisation without an owner', async () => {
  const user = await givenUser({ hasPasskey: true });
  await createOrganisation(user, 'Acme', CALLER);
  await expect(deleteUser(user, CALLER)).rejects.toMatchObject({ code: 'conflict' });
  expect(await db.user.count({ where: { id: user.id } })).toBe(1);
});

it('exports all data, without secrets', async () => {
  const user = await givenUser();
  await signedIn(user.id);
  await giveStartingGrant(user.id, new Date());
  const { secret } = await createKey(user.accountId, createKeyInput.parse({ name: 'mine' }));
  const signing = await addEndpoint(user);
  const text = await exportUser(user.id);
  const data = JSON.parse(text);
  expect(data).toMatchObject({
    user: { email: user.email },
    balance: { available: '5000000000' },
    keys: [{ name: 'mine' }],
    webhooks: [{ url: 'https://hooks.example/', deliveries: [] }],
  });
  expect(data.user.sessions).toHaveLength(1);
  expect(text).not.toMatch(/argon2|"hash"|passwordHash/);
  expect(text).not.toContain(secret);
  expect(text).not.toContain(signing.secret);
  expect(text).not.toContain(PASSWORD);
});
