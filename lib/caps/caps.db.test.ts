import { beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '#lib/accounts/permissions.ts';
import { listCaps } from '#lib/billing/budgets/queries.ts';
import type { CreateCapInput } from '#lib/billing/budgets/schema.ts';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { changeCap, removeCap } from '#lib/caps/change.ts';
import { createCap } from '#lib/caps/create.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/enums.ts';
import { createOrganisation } from '#lib/organisations/create.ts';
import { CALLER, givenUser } from '#lib/testing/accounts.ts';
import { addKey } from '#lib/testing/factories.ts';

const usd = (amount: number): NanoUsd => nanoUsd(BigInt(amount) * 1_000_000_000n);

type Person = Awaited<ReturnType<typeof givenUser>>;
let owner: Person;
let accountId: string;
beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER);
});

const DAILY = {
  subject: 'account',
  subjectId: null,
  window: 'day',
  zone: 'Asia/Kathmandu',
  cap: usd(5),
  alertPercent: null,
  alertAmount: null,
} as const;
const create = (input: Partial<CreateCapInput> = {}, by: { id: string } = owner) =>
  createCap(by, { ...DAILY, ...input, accountId }, CALLER);
const change = (id: string, edit: Parameters<typeof changeCap>[1]['edit'], by: { id: string } = owner) =>
  changeCap(by, { accountId, id, edit }, CALLER);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    ({ code }) => code,
  );

it('is created, changed and removed, each recorded in the audit log', async () => {
  const id = await create();
  expect(await listCaps(accountId)).toEqual([
    expect.objectContaining({ id, name: 'Acme', window: 'day', zone: 'Asia/Kathmandu', cap: usd(5), used: 0n }),
  ]);
  await change(id, { before: { cap: usd(5) }, after: { cap: usd(7) } });
  await change(id, { after: { zone: 'America/Havana' } });
  expect(await listCaps(accountId)).toMatchObject([
    { cap: usd(7), zone: 'America/Havana', resetsAt: expect.any(Date) },
  ]);
  await removeCap(owner, { accountId, id }, CALLER);
  expect(await listCaps(accountId)).toEqual([]);
  const where = { accountId, action: { startsWith: 'cap.' } };
  const events = await db.auditEvent.findMany({ where, orderBy: { position: 'asc' } });
  expect(events.map(({ action, target }) => [action, target])).toEqual([
    ['cap.created', '5 USD'],
    ['cap.changed', '7 USD'],
    ['cap.changed', '7 USD'],
    ['cap.removed', '7 USD'],
  ]);
});

it('is of members, keys and tags, by the names people give them', async () => {
  const { keyId } = await addKey(accountId, { name: 'CI' });
  await create({ subject: 'member', subjectId: owner.id });
  await create({ subject: 'key', subjectId: keyId, window: 'total' });
  await create({ subject: 'tag', subjectId: 'team=search' });
  expect((await listCaps(accountId)).map(({ subject, name, keyId: key }) => [subject, name, key])).toEqual([
    ['member', expect.any(String), null],
    ['key', 'CI', keyId],
    ['tag', 'team=search', null],
  ]);
  await db.apiKey.update({ where: { id: keyId }, data: { revokedAt: new Date() } });
  expect(await listCaps(accountId)).toHaveLength(2);
});

it('on the total of a key can be removed and set again, and the key’s spend stays counted', async () => {
  const { keyId } = await addKey(accountId, { capTotal: '9' });
  await db.budget.updateMany({ where: { subjectId: keyId }, data: { spent: 3n } });
  const [cap] = await listCaps(accountId);
  await removeCap(owner, { accountId, id: cap?.id ?? '' }, CALLER);
  expect(await listCaps(accountId)).toEqual([]);
  await create({ subject: 'key', subjectId: keyId, window: 'total' });
  expect(await listCaps(accountId)).toMatchObject([{ id: cap?.id, used: 3n, cap: usd(5) }]);
});

describe('is refused', () => {
  it('with an alert above it, from both sides', async () => {
    expect(await codeOf(create({ alertAmount: usd(6) }))).toBe('invalid_value');
    const id = await create({ alertAmount: usd(5) });
    expect(await listCaps(accountId)).toMatchObject([{ alertAmount: usd(5) }]);
    expect(await codeOf(change(id, { after: { cap: usd(4) } }))).toBe('invalid_value');
    await change(id, { after: { cap: usd(4), alertAmount: usd(3) } });
    expect(await codeOf(change(id, { after: { alertAmount: usd(5) } }))).toBe('invalid_value');
    await change(id, { before: { alertAmount: usd(3) }, after: { alertAmount: null } });
    expect(await listCaps(accountId)).toMatchObject([{ cap: usd(4), alertAmount: null }]);
  });

  it('when there is one already, also when two ask at once', async () => {
    expect((await Promise.all([create(), create()].map(codeOf))).sort()).toEqual(['conflict', 'done']);
  });

  it.each([
    [{ subject: 'member', subjectId: 'user_1' }, 'not_found'],
    [{ subject: 'key', subjectId: 'key_1' }, 'not_found'],
    [{ subject: 'tag', subjectId: 'no tag' }, 'invalid_value'],
    [{ zone: 'Mars/Olympus' }, 'invalid_value'],
  ] as const)('for what does not exist: %j', async (input, code) => {
    expect(await codeOf(create(input))).toBe(code);
  });

  it('above one for a longer window, from both sides', async () => {
    const id = await create({ window: 'month', cap: usd(10) });
    expect(await codeOf(create({ cap: usd(11) }))).toBe('invalid_value');
    await create({ cap: usd(10) });
    expect(await codeOf(change(id, { after: { cap: usd(9) } }))).toBe('invalid_value');
    expect(await listCaps(accountId)).toMatchObject([{ cap: usd(10) }, { cap: usd(10) }]);
  });

  it('when it was changed meanwhile, with its current values', async () => {
    const id = await create();
    await change(id, { before: { cap: usd(5) }, after: { cap: usd(6) } });
    const late = change(id, { before: { cap: usd(5) }, after: { cap: usd(7) } });
    await expect(late).rejects.toMatchObject({ code: 'conflict', current: { cap: usd(6) } });
  });

  it('in an account of others', async () => {
    const id = await create();
    const stranger = await givenUser();
    expect(await codeOf(create({}, stranger))).toBe('not_found');
    expect(await codeOf(change(id, { after: { cap: usd(1) } }, stranger))).toBe('not_found');
    const own = await createOrganisation(owner, 'Other', CALLER);
    expect(await codeOf(removeCap(owner, { accountId: own, id }, CALLER))).toBe('not_found');
  });

  it.each(ROLES)('to members who may not pay: %s', async (role: Role) => {
    const member = await givenUser({ hasPasskey: true });
    await db.membership.create({ data: { userId: member.id, accountId, role } });
    expect(await codeOf(create({}, member))).toBe(['owner', 'admin', 'billing'].includes(role) ? 'done' : 'forbidden');
  });
});
