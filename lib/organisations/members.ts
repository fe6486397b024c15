import 'server-only';
import { mayAssign } from '#lib/accounts/permissions.ts';
import { lockAccount, requirePermission } from '#lib/accounts/require-permission.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import type { Role } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { assertUnchanged, type Edit } from '#lib/edit.ts';
import { AppError } from '#lib/errors.ts';

interface MemberRef {
  accountId: string;
  userId: string;
}

interface RoleChange extends MemberRef, Edit<{ role: Role }> {}

/**
 * Takes effect with the member's next request.
 * @throws not_found; forbidden; conflict for the last owner or a role changed meanwhile
 */
export function changeRole(
  actor: { id: string },
  { accountId, userId, ...edit }: RoleChange,
  caller: Caller,
  now = new Date(),
) {
  return transaction(async (tx) => {
    const { own, theirs, email } = await lockMember(tx, actor, { accountId, userId });
    assertUnchanged({ role: theirs }, edit);
    const { role } = edit.after;
    if (role === undefined) return;
    if (!mayAssign(own, theirs, role)) throw tooFar();
    if (role === theirs) return;
    if (theirs === 'owner' && role !== 'owner') await assertAnotherOwner(tx, { accountId, userId });
    await tx.membership.update({ where: { userId_accountId: { userId, accountId } }, data: { role } });
    const details = { from: theirs, to: role };
    await audit(
      { action: 'member.role_changed', accountId, userId, actorId: actor.id, target: email, details, caller, now },
      tx,
    );
  });
}

/**
 * Removes a member, or lets a member leave.
 * @throws not_found; forbidden; conflict for the last owner and a personal account
 */
export function removeMember(
  actor: { id: string },
  { accountId, userId }: MemberRef,
  caller: Caller,
  now = new Date(),
) {
  return transaction(async (tx) => {
    const isLeaving = actor.id === userId;
    const { own, theirs, email } = await lockMember(tx, actor, { accountId, userId }, isLeaving);
    if (!isLeaving && !mayAssign(own, theirs, null)) throw tooFar();
    if (theirs === 'owner') await assertAnotherOwner(tx, { accountId, userId });
    await tx.membership.delete({ where: { userId_accountId: { userId, accountId } } });
    const action = isLeaving ? 'member.left' : 'member.removed';
    await audit({ action, accountId, userId, actorId: actor.id, target: email, caller, now }, tx);
  });
}

/** The current roles of both. The lock on the account prevents two owners from removing each other. */
async function lockMember(tx: Transaction, actor: { id: string }, { accountId, userId }: MemberRef, isLeaving = false) {
  await lockAccount(tx, accountId);
  const own = await requirePermission(actor, accountId, isLeaving ? 'members:read' : 'members:manage', tx);
  const where = { userId_accountId: { userId, accountId } };
  const member = await tx.membership.findUnique({
    where,
    include: { user: { select: { email: true } }, account: true },
  });
  if (!member) throw new AppError('not_found', 'There is no such member.');
  if (member.account.kind === 'personal') throw new AppError('conflict', 'A personal account has one member.');
  return { own, theirs: member.role, email: member.user.email };
}

async function assertAnotherOwner(tx: Transaction, { accountId, userId }: MemberRef): Promise<void> {
  const others = await tx.membership.count({ where: { accountId, role: 'owner', userId: { not: userId } } });
  if (others === 0) throw new AppError('conflict', 'An organisation needs an owner. Make somebody else one first.');
}

const tooFar = () => new AppError('forbidden', 'Only an owner makes, changes and removes owners.');
