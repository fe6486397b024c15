import '#lib/testing/own-data.ts';
import { beforeEach, expect, it } from 'vitest';
import { deleteUser } from '#lib/accounts/delete.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser } from '#lib/testing/accounts.ts';
import { draftOf, message } from '../testing/drafts.ts';
import { shareDraft } from './create.ts';
import { findShared, listShares } from './queries.ts';
import { purgeShares, revokeShare } from './remove.ts';

const DAY_MS = 86_400_000;
const WORD = 'CANARY-shared-1f8e';
const draft = draftOf({ messages: [message('m1', 'user', WORD)] }, { name: WORD });

type Person = Awaited<ReturnType<typeof givenUser>>;
let owner: Person;
let accountId: string;
beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER);
});

async function join(role: Role): Promise<Person> {
  const user = await givenUser({ hasPasskey: true });
  await db.membership.create({ data: { userId: user.id, accountId, role } });
  return user;
}

const share = (user: Person, days: 'day' | 'month' = 'day') =>
  shareDraft(user, { accountId, draft, days, caller: CALLER });

it('shows a conversation to anybody with its link until it expires', async () => {
  const token = await share(owner);
  expect(await findShared(token)).toMatchObject({ draft: { name: WORD }, by: null, organisation: 'Acme' });
  expect(await findShared(`${token}x`)).toBeNull();
  expect(await findShared(token, new Date(Date.now() + 0.99 * DAY_MS))).not.toBeNull();
  const later = new Date(Date.now() + 1.01 * DAY_MS);
  expect(await findShared(token, later)).toBeNull();
  expect(await listShares(owner, accountId)).toMatchObject([{ name: WORD, views: 2, by: null }]);
  const row = await db.playgroundShare.findFirstOrThrow({ where: { accountId } });
  const written = JSON.stringify({ ...row, text: Buffer.from(row.sealed).toString('latin1') });
  expect(written).not.toContain(WORD);
  expect(written).not.toContain(token);
  await purgeShares(later);
  expect(await db.playgroundShare.count({ where: { accountId } })).toBe(0);
});

it('ends when revoked, which deletes the shared content', async () => {
  const token = await share(owner);
  const [listed] = await listShares(owner, accountId);
  const revoke = () => revokeShare(owner, { accountId, id: listed?.id ?? '', caller: CALLER });
  await revoke();
  await revoke();
  expect(await findShared(token)).toBeNull();
  expect(await db.playgroundShare.count({ where: { accountId } })).toBe(0);
  const events = await db.auditEvent.findMany({ where: { accountId, action: { startsWith: 'share.' } } });
  expect(events.map(({ action }) => action).sort()).toEqual(['share.created', 'share.revoked']);
});

it('requires playground rights to share, and authorship or content rights to revoke', async () => {
  const [developer, colleague, viewer] = [await join('developer'), await join('developer'), await join('viewer')];
  await expect(share(viewer)).rejects.toMatchObject({ code: 'forbidden' });
  const stranger = await givenUser();
  await expect(share(stranger)).rejects.toMatchObject({ code: 'not_found' });
  const token = await share(developer);
  expect(await listShares(colleague, accountId)).toEqual([]);
  const [seen] = await listShares(owner, accountId);
  expect(seen?.by).toBe(developer.email);
  const revokeBy = (user: Person) => revokeShare(user, { accountId, id: seen?.id ?? '', caller: CALLER });
  await revokeBy(colleague);
  expect(await findShared(token)).not.toBeNull();
  await revokeBy(owner);
  expect(await findShared(token)).toBeNull();
});

it('ends with the author’s role, membership or account', async () => {
  const developer = await join('developer');
  const token = await share(developer, 'month');
  const where = { userId_accountId: { userId: developer.id, accountId } };
  await db.membership.update({ where, data: { role: 'billing' } });
  expect(await findShared(token)).toBeNull();
  await db.membership.update({ where, data: { role: 'admin' } });
  expect(await findShared(token)).not.toBeNull();
  await db.account.update({ where: { id: accountId }, data: { suspendedAt: new Date() } });
  expect(await findShared(token)).toBeNull();
  await db.account.update({ where: { id: accountId }, data: { suspendedAt: null } });
  await deleteUser(developer, CALLER);
  expect(await findShared(token)).toBeNull();
  expect(await db.playgroundShare.count({ where: { accountId } })).toBe(0);
});

it('rejects invalid and too large drafts', async () => {
  for (const wrong of [{ v: 1 }, { ...draft, name: 'x'.repeat(900_001) }]) {
    await expect(shareDraft(owner, { accountId, draft: wrong, days: 'day', caller: CALLER })).rejects.toMatchObject({
      code: 'invalid_value',
    });
  }
});
