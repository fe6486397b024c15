import 'server-only';
import type { Role } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import {
  type Factors,
  factorColumns,
  hasSecondFactor,
  needsSecondFactor,
  secondFactorRequired,
  toFactors,
} from './second-factor-rule.ts';

export const readFactors = async (tx: Transaction, userId: string): Promise<Factors> =>
  toFactors(await tx.user.findUniqueOrThrow({ where: { id: userId }, select: factorColumns }));

/** @throws second_factor_required when the user has neither an authenticator app nor a passkey */
export async function requireSecondFactor(tx: Transaction, userId: string): Promise<void> {
  if (!hasSecondFactor(await readFactors(tx, userId))) throw secondFactorRequired();
}

/**
 * Call it after removing a factor, in the same transaction.
 * @throws last_second_factor when none is left and the user owns or manages an organisation
 */
export async function assertFactorLeft(tx: Transaction, userId: string): Promise<void> {
  const user = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: {
      ...factorColumns,
      memberships: { select: { role: true, account: { select: { kind: true, name: true } } } },
    },
  });
  if (hasSecondFactor(toFactors(user))) return;
  const held = user.memberships.find(({ role, account }) => needsSecondFactor(account.kind, role));
  if (held) throw lastFactor(held.role, held.account.name);
}

const lastFactor = (role: Role, organisation: string): AppError =>
  new AppError(
    'last_second_factor',
    `As ${role} of ${organisation} you need a second factor. Set up another one first, then remove this one.`,
  );

/** Serialises changes to a user's factors, so that two simultaneous removals do not take the last two. */
export const lockFactors = async (tx: Transaction, userId: string): Promise<void> =>
  void (await tx.$queryRaw`SELECT 1 FROM "user" WHERE "id" = ${userId} FOR UPDATE`);
