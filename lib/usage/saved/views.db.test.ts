import { beforeEach, expect, it } from 'vitest';
import { ROLES } from '#lib/accounts/permissions.ts';
import { db } from '#lib/db/client.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser } from '#lib/testing/accounts.ts';
import type { SavedPage } from './schema.ts';
import { changeView, listViews, removeView, saveView } from './views.ts';

type Member = Parameters<typeof saveView>[0];
let mine: Member;
let theirs: Member;
beforeEach(async () => {
  const owner = await givenUser({ hasPasskey: true });
  const accountId = await createOrganisation(owner, 'Acme', CALLER);
  mine = { id: owner.id, accountId };
  theirs = await join('developer');
});

async function join(role: (typeof ROLES)[number]): Promise<Member> {
  const { id } = await givenUser({ hasPasskey: true });
  await db.membership.create({ data: { userId: id, accountId: mine.accountId, role } });
  return { id, accountId: mine.accountId };
}

const save = (by: Member, name: string, isShared = false, page: SavedPage = 'logs') =>
  saveView(by, { page, name, isShared, query: 'outcome=failed&open=req_1' });
const namesFor = async (member: Member, page: SavedPage = 'logs') =>
  (await listViews(member, page)).map(({ name, by }) => [name, by === null]);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code,
  );

it('is seen by its maker, and by the other members once it is shared, on its page alone', async () => {
  await save(mine, 'Own');
  await save(mine, 'Shared', true);
  expect(await namesFor(mine)).toEqual([
    ['Own', true],
    ['Shared', true],
  ]);
  expect(await listViews(theirs, 'logs')).toMatchObject([
    { name: 'Shared', query: 'outcome=failed', isShared: true, by: expect.any(String) },
  ]);
  expect(await namesFor(mine, 'usage')).toEqual([]);
  await db.membership.deleteMany({ where: { userId: mine.id, accountId: mine.accountId } });
  expect(await namesFor(theirs)).toEqual([]);
});

it('is replaced under the same name, renamed, shared and deleted by its maker alone', async () => {
  await save(mine, 'Failures');
  await save(mine, 'Failures', true);
  await save(mine, 'Others');
  const [failures] = await listViews(mine, 'logs');
  const change = (by: Member, name: string) => changeView(by, { id: failures?.id ?? '', name, isShared: true });
  expect(await codeOf(change(mine, 'Others'))).toBe('conflict');
  expect(await codeOf(change(theirs, 'Stolen'))).toBe('not_found');
  await removeView(theirs, failures?.id ?? '');
  await change(mine, 'Errors');
  expect(await namesFor(theirs)).toEqual([['Errors', false]]);
  await removeView(mine, failures?.id ?? '');
  expect(await namesFor(mine)).toEqual([['Others', true]]);
});

it.each(ROLES)('is saved by whoever may read the page: %s', async (role) => {
  const member = await join(role);
  expect(await codeOf(save(member, 'Mine'))).toBe(role === 'billing' ? 'forbidden' : 'done');
  expect(await codeOf(save(member, 'Mine', false, 'usage'))).toBe('done');
});

it('is one of a hundred at the most', async () => {
  const data = Array.from({ length: 100 }, (_, index) => ({
    ...{ id: `view_${mine.id}_${index}`, accountId: mine.accountId, userId: mine.id, page: 'logs' as const },
    ...{ name: `View ${index}`, query: '', isShared: false },
  }));
  await db.savedView.createMany({ data });
  expect(await codeOf(save(mine, 'View 101'))).toBe('conflict');
  expect(await codeOf(save(mine, 'View 7'))).toBe('done');
  expect(await db.savedView.count({ where: { userId: mine.id } })).toBe(100);
});
