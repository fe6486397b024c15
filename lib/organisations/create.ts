import 'server-only';
import { requireSecondFactor } from '#lib/accounts/second-factor.ts';
import { audit } from '#lib/audit/audit.ts';
import type { Caller } from '#lib/auth/caller.ts';
import { transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';

const MOST_OWNED = 20;

/**
 * Creates an organisation's account, with its own balance and keys, owned by the user.
 * @returns its id
 * @throws conflict; second_factor_required, because its owner could not use it without
 */
export function createOrganisation(
  user: { id: string },
  name: string,
  caller: Caller,
  now = new Date(),
): Promise<string> {
  return transaction(async (tx) => {
    await requireSecondFactor(tx, user.id);
    await tx.$queryRaw`SELECT 1 FROM "user" WHERE "id" = ${user.id} FOR UPDATE`; // serialises the count
    const owned = await tx.membership.count({
      where: { userId: user.id, role: 'owner', account: { kind: 'organisation' } },
    });
    if (owned >= MOST_OWNED) throw new AppError('conflict', `One person owns at most ${MOST_OWNED} organisations.`);
    const id = newId('account');
    const memberships = { create: { userId: user.id, role: 'owner' as const, createdAt: now } };
    await tx.account.create({
      data: { id, kind: 'organisation', name, createdAt: now, balance: { create: {} }, memberships },
    });
    await audit({ action: 'organisation.created', accountId: id, actorId: user.id, target: name, caller, now }, tx);
    return id;
  });
}
