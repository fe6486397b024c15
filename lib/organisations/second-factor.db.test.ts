import '#lib/testing/own-data.ts';
import { Secret, TOTP } from 'otpauth';
import { beforeEach, describe, expect, it } from 'vitest';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { assertMay } from '#lib/auth/current-user.ts';
import { removePasskey } from '#lib/auth/passkeys.ts';
import { confirmTotp, disableTotp, startTotp } from '#lib/auth/totp.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/client.ts';
import { CALLER, givenUser, givePasskey, signedIn } from '#lib/testing/accounts.ts';
import { createOrganisation } from './create.ts';
import { changeRole } from './members.ts';

const now = new Date();
const REQUIRED = { code: 'second_factor_required' };
type User = Awaited<ReturnType<typeof givenUser>>;

let owner: User;
let accountId: string;
beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER, now);
});

async function givenMember(role: Role, options = {}): Promise<User> {
  const user = await givenUser(options);
  await db.membership.create({ data: { userId: user.id, accountId, role } });
  return user;
}

async function giveTotp(user: User): Promise<void> {
  const { secret } = await startTotp(user);
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });
  await confirmTotp((await signedIn(user.id, { now })).user, code, CALLER, now);
}

describe('without a second factor', () => {
  it.each(['owner', 'admin'] as const)(
    'an organisation is closed to its %s, and their own account is not',
    async (role) => {
      const member = await givenMember(role);
      await expect(requirePermission(member, accountId, 'account:read')).rejects.toMatchObject(REQUIRED);
      const { user } = await signedIn(member.id, { now, accountId });
      expect(() => assertMay(user, 'account:read')).toThrow(expect.objectContaining(REQUIRED));

      expect(await requirePermission(member, member.accountId, 'keys:manage')).toBe('owner');
      const own = await signedIn(member.id, { now });
      expect(() => assertMay(own.user, 'keys:manage')).not.toThrow();
    },
  );

  it.each(['developer', 'billing', 'viewer'] as const)('a %s works as before', async (role) => {
    const member = await givenMember(role);
    expect(await requirePermission(member, accountId, 'account:read')).toBe(role);
    const { user } = await signedIn(member.id, { now, accountId });
    expect(() => assertMay(user, 'account:read')).not.toThrow();
  });

  it('a permission the role does not have is still simply forbidden', async () => {
    const admin = await givenMember('admin');
    await expect(requirePermission(admin, accountId, 'audit:read')).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('a user cannot create an organisation without one', async () => {
    const user = await givenUser();
    await expect(createOrganisation(user, 'Mine', CALLER, now)).rejects.toMatchObject(REQUIRED);
    expect(await db.membership.count({ where: { userId: user.id } })).toBe(1);
  });

  it('a promotion closes the account until there is one, from the next request', async () => {
    const member = await givenMember('developer');
    await changeRole(owner, { accountId, userId: member.id, after: { role: 'admin' } }, CALLER);
    await expect(requirePermission(member, accountId, 'keys:manage')).rejects.toMatchObject(REQUIRED);
    await givePasskey(member.id);
    expect(await requirePermission(member, accountId, 'keys:manage')).toBe('admin');
  });
});

it('an unconfirmed app does not count', async () => {
  const member = await givenMember('admin');
  await startTotp(member);
  await expect(requirePermission(member, accountId, 'account:read')).rejects.toMatchObject(REQUIRED);
  await giveTotp(member);
  expect(await requirePermission(member, accountId, 'account:read')).toBe('admin');
});

describe('the last second factor', () => {
  it('stays while its owner runs an organisation', async () => {
    const admin = await givenMember('admin');
    const passkey = await givePasskey(admin.id);
    const last = { code: 'last_second_factor' };
    await expect(removePasskey(admin, passkey, CALLER)).rejects.toMatchObject(last);
    await giveTotp(admin);
    await removePasskey(admin, passkey, CALLER);
    await expect(disableTotp({ ...admin, locale: 'en' }, CALLER)).rejects.toMatchObject(last);
    await changeRole(owner, { accountId, userId: admin.id, after: { role: 'developer' } }, CALLER);
    await disableTotp({ ...admin, locale: 'en' }, CALLER);
  });

  it('stays also when both are removed at once', async () => {
    const admin = await givenMember('admin');
    const passkeys = [await givePasskey(admin.id), await givePasskey(admin.id)];
    const removals = await Promise.allSettled(passkeys.map((id) => removePasskey(admin, id, CALLER)));
    expect(removals.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.passkey.count({ where: { userId: admin.id } })).toBe(1);
  });

  it('goes when its owner has only an account of their own', async () => {
    const user = await givenUser();
    await removePasskey(user, await givePasskey(user.id), CALLER);
    expect(await db.passkey.count({ where: { userId: user.id } })).toBe(0);
  });
});
