import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { AppError } from '#lib/errors.ts';
import { canonicalEmail } from './email.ts';

const personal = { where: { role: 'owner', account: { kind: 'personal' } } } satisfies Prisma.User$membershipsArgs;

/** A user without secrets. */
export const userSummary = {
  id: true,
  email: true,
  emailCanonical: true,
  isOperator: true,
  emailVerifiedAt: true,
  locale: true,
  createdAt: true,
  memberships: { ...personal, select: { accountId: true } },
} satisfies Prisma.UserSelect;

export type UserSummary = Prisma.UserGetPayload<{ select: typeof userSummary }>;

/** Columns of one row: a relation would add a statement for existing users, and the time would reveal them. */
const signInUser = {
  id: true,
  email: true,
  emailCanonical: true,
  emailVerifiedAt: true,
  locale: true,
  passwordHash: true,
  sessionVersion: true,
} satisfies Prisma.UserSelect;

/** For sign-in: includes the password hash and the session version. Null also when the text is not an address. */
export async function findUserByEmail(email: string) {
  const emailCanonical = canonicalEmail(email);
  return emailCanonical === null ? null : db.user.findUnique({ where: { emailCanonical }, select: signInUser });
}

/** All users, oldest first. */
export const listUsers = (): Promise<UserSummary[]> =>
  db.user.findMany({ select: userSummary, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

/** The members notified about an account's keys: its owners, and those of `userIds` who are members. */
export const ownersAnd = (userIds: readonly string[]): Prisma.MembershipWhereInput => ({
  OR: [{ role: 'owner' }, { userId: { in: [...userIds] } }],
});

/** The account's name, and the members to mail about it: only those with a confirmed address. */
export async function listRecipients(accountId: string, which: Prisma.MembershipWhereInput, tx: Transaction = db) {
  const account = await tx.account.findUniqueOrThrow({
    where: { id: accountId },
    select: {
      name: true,
      memberships: {
        where: { AND: [which, { user: { emailVerifiedAt: { not: null } } }] },
        select: { user: { select: { id: true, email: true, locale: true } } },
      },
    },
  });
  return { account: account.name, recipients: account.memberships.map(({ user }) => user) };
}

/** The operators of this installation with a confirmed address. */
export const listOperators = (tx: Transaction = db) =>
  tx.user.findMany({
    where: { isOperator: true, emailVerifiedAt: { not: null } },
    select: { email: true, locale: true },
  });

/** The user's name as shown to members of their accounts, or null when the user was deleted. */
export async function findUserName(id: string, tx: Transaction = db): Promise<string | null> {
  const user = await tx.user.findUnique({ where: { id }, select: { name: true, email: true } });
  return user && (user.name ?? user.email);
}

export function personalAccountId(user: Pick<UserSummary, 'memberships'>): string {
  const [membership] = user.memberships;
  if (!membership) throw new AppError('not_found', 'This user has no personal account.');
  return membership.accountId;
}

/** The user with this address, for the operator. @throws not_found */
export async function getUserByEmail(email: string): Promise<UserSummary> {
  const emailCanonical = canonicalEmail(email) ?? '';
  const user = await db.user.findUnique({ where: { emailCanonical }, select: userSummary });
  if (!user) throw new AppError('not_found', 'There is no user with this e-mail address.', { param: 'email' });
  return user;
}

/** The personal account of the user with this address. @throws not_found */
export const getAccountOfEmail = async (email: string): Promise<string> =>
  personalAccountId(await getUserByEmail(email));
