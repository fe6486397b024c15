import '#lib/testing/own-data.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Email, findEmail } from '#lib/accounts/email.ts';
import { may, mayAssign, PERMISSIONS, type Permission, ROLES } from '#lib/accounts/permissions.ts';
import { requirePermission } from '#lib/accounts/require-permission.ts';
import { assertMay, toCurrentUser } from '#lib/auth/current-user.ts';
import { readSession } from '#lib/auth/sessions.ts';
import { db } from '#lib/db/client.ts';
import type { Role } from '#lib/db/generated/client.ts';
import { CALLER, givenUser, newEmail, signedIn, tokenMailedTo } from '#lib/testing/accounts.ts';
import { acceptInvitation } from './accept.ts';
import { createOrganisation } from './create.ts';
import { inviteMember, revokeInvitation } from './invite.ts';
import { changeRole, removeMember } from './members.ts';
import { renameAccount } from './rename.ts';

const now = new Date();
const WEEK_MS = 7 * 86_400_000;
const toEmail = (text: string) => findEmail(text) as Email;

let owner: Awaited<ReturnType<typeof givenUser>>;
let accountId: string;
beforeEach(async () => {
  owner = await givenUser({ hasPasskey: true });
  accountId = await createOrganisation(owner, 'Acme', CALLER, now);
});

async function givenMember(role: Role) {
  const user = await givenUser({ hasPasskey: true });
  await db.membership.create({ data: { userId: user.id, accountId, role } });
  return user;
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code,
  );

it('lets one person own twenty, also when many are made at once', async () => {
  const made = await Promise.all(
    Array.from({ length: 25 }, () => code(createOrganisation(owner, 'More', CALLER, now))),
  );
  expect(made.filter((outcome) => outcome === 'done')).toHaveLength(19); // beside the one there is
  expect(made.filter((outcome) => outcome === 'conflict')).toHaveLength(6);
});

describe('every role × permission × account', () => {
  it.each(ROLES)('%s', async (role) => {
    const member = await givenMember(role);
    const foreign = (await givenUser()).accountId;
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      expect(await code(requirePermission(member, accountId, permission))).toBe(
        may(role, permission) ? 'done' : 'forbidden',
      );
      expect(await code(requirePermission(member, foreign, permission))).toBe('not_found');
      expect(await code(requirePermission(member, 'acct_none', permission))).toBe('not_found');
      expect(await code(requirePermission(member, member.accountId, permission))).toBe('done');
    }
  });
});

describe('every role × verb', () => {
  it.each(ROLES)('%s', async (role) => {
    const [actor, target] = [await givenMember(role), await givenMember('viewer')];
    const expected = may(role, 'members:manage') ? 'done' : 'forbidden';
    expect(await code(renameAccount(actor, { accountId, after: { name: 'New' } }, CALLER))).toBe(expected);
    const offer = { accountId, email: toEmail(newEmail()), role: 'developer' as const };
    expect(await code(inviteMember(actor, offer, CALLER))).toBe(expected);
    const { id } = (await db.invitation.findFirst({ where: { accountId } })) ?? { id: 'inv_none' };
    expect(await code(revokeInvitation(actor, { accountId, id }, CALLER))).toBe(expected);
    expect(await code(changeRole(actor, { accountId, userId: target.id, after: { role: 'billing' } }, CALLER))).toBe(
      expected,
    );
    expect(await code(removeMember(actor, { accountId, userId: target.id }, CALLER))).toBe(expected);
  });

  it('is not found for a stranger', async () => {
    const stranger = await givenUser();
    const userId = owner.id;
    const offer = { accountId, email: toEmail(newEmail()), role: 'viewer' as const };
    const tries = [
      renameAccount(stranger, { accountId, after: { name: 'Mine' } }, CALLER),
      inviteMember(stranger, offer, CALLER),
      revokeInvitation(stranger, { accountId, id: 'inv_none' }, CALLER),
      changeRole(stranger, { accountId, userId, after: { role: 'viewer' } }, CALLER),
      removeMember(stranger, { accountId, userId }, CALLER),
      removeMember(stranger, { accountId, userId: stranger.id }, CALLER),
    ];
    expect(await Promise.all(tries.map(code))).toEqual(tries.map(() => 'not_found'));
  });

  it('lets every role change every role into every role exactly as the table says', async () => {
    for (const actorRole of ['owner', 'admin', 'developer'] as const) {
      const actor = await givenMember(actorRole);
      for (const from of ROLES)
        for (const to of ROLES) {
          const target = await givenMember(from);
          const change = changeRole(actor, { accountId, userId: target.id, after: { role: to } }, CALLER);
          expect(await code(change), `${actorRole}: ${from} → ${to}`).toBe(
            mayAssign(actorRole, from, to) ? 'done' : 'forbidden',
          );
        }
    }
  });
});

it('a role taken away is gone with the next request of an open session', async () => {
  const member = await givenMember('admin');
  const { token, user } = await signedIn(member.id, { now, accountId });
  expect(() => assertMay(user, 'members:manage')).not.toThrow();
  await changeRole(owner, { accountId, userId: member.id, after: { role: 'viewer' } }, CALLER);
  const demoted = toCurrentUser((await readSession(token, now)) as never, accountId);
  expect(demoted?.role).toBe('viewer');
  await removeMember(owner, { accountId, userId: member.id }, CALLER);
  const removed = toCurrentUser((await readSession(token, now)) as never, accountId);
  expect(removed).toMatchObject({ accountId: member.accountId, role: 'owner' });
});

describe('the last owner', () => {
  it('cannot leave, be removed or be demoted', async () => {
    expect(await code(removeMember(owner, { accountId, userId: owner.id }, CALLER))).toBe('conflict');
    expect(await code(changeRole(owner, { accountId, userId: owner.id, after: { role: 'admin' } }, CALLER))).toBe(
      'conflict',
    );
  });

  it('remains when two owners remove each other at once', async () => {
    const second = await givenMember('owner');
    await Promise.allSettled([
      removeMember(owner, { accountId, userId: second.id }, CALLER),
      removeMember(second, { accountId, userId: owner.id }, CALLER),
    ]);
    expect(await db.membership.count({ where: { accountId, role: 'owner' } })).toBe(1);
  });
});

describe('an invitation', () => {
  const invite = async (email: string, role: Role = 'developer') => {
    await inviteMember(owner, { accountId, email: toEmail(email), role }, CALLER, now);
    return tokenMailedTo(email);
  };

  it('makes its addressee a member, once', async () => {
    const invitee = await givenUser();
    const token = await invite(invitee.email);
    expect(await acceptInvitation(invitee.id, token, CALLER, now)).toBe(accountId);
    expect(await requirePermission(invitee, accountId, 'keys:manage')).toBe('developer');
    await removeMember(owner, { accountId, userId: invitee.id }, CALLER);
    expect(await code(acceptInvitation(invitee.id, token, CALLER, now))).toBe('invalid_token');
  });

  it('is useless to anyone it is forwarded to', async () => {
    const token = await invite(newEmail());
    expect(await code(acceptInvitation((await givenUser()).id, token, CALLER, now))).toBe('invalid_token');
  });

  it('waits until the address is confirmed', async () => {
    const invitee = await givenUser({ isVerified: false });
    const token = await invite(invitee.email);
    expect(await code(acceptInvitation(invitee.id, token, CALLER, now))).toBe('invalid_token');
  });

  it('ends after a week, when revoked, when replaced, and when its sender loses the right', async () => {
    const invitee = await givenUser();
    const first = await invite(invitee.email);
    expect(await code(acceptInvitation(invitee.id, first, CALLER, new Date(now.getTime() + WEEK_MS)))).toBe(
      'invalid_token',
    );
    const second = await invite(invitee.email);
    expect(await code(acceptInvitation(invitee.id, first, CALLER, now))).toBe('invalid_token');
    await db.membership.updateMany({ where: { accountId, userId: owner.id }, data: { role: 'viewer' } });
    expect(await code(acceptInvitation(invitee.id, second, CALLER, now))).toBe('invalid_token');
  });

  it('to a personal account does not exist', async () => {
    const offer = { accountId: owner.accountId, email: toEmail(newEmail()), role: 'viewer' as const };
    expect(await code(inviteMember(owner, offer, CALLER))).toBe('conflict');
  });
});

it('leaves an immutable trace', async () => {
  const member = await givenMember('viewer');
  await changeRole(owner, { accountId, userId: member.id, after: { role: 'billing' } }, CALLER);
  const event = await db.auditEvent.findFirstOrThrow({ where: { accountId, action: 'member.role_changed' } });
  expect(event).toMatchObject({
    actorId: owner.id,
    userId: member.id,
    ip: CALLER.ip,
    details: { from: 'viewer', to: 'billing' },
  });
  await expect(db.auditEvent.update({ where: { id: event.id }, data: { actorId: 'nobody' } })).rejects.toThrow();
  await expect(db.auditEvent.delete({ where: { id: event.id } })).rejects.toThrow();
});
