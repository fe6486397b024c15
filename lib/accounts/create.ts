import 'server-only';
import { type AuditEntry, audit } from '#lib/audit/audit.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { openBalance } from '#lib/billing/credit.ts';
import { Prisma } from '#lib/db/generated/client.ts';
import { type Transaction, transaction } from '#lib/db/transaction.ts';
import { AppError, toInvalidValue } from '#lib/errors.ts';
import { newId } from '#lib/id.ts';
import { type UserSummary, userSummary } from './queries.ts';
import { type CreateUserInput, createUserInput } from './schema.ts';

const FIRST_USER_LOCK = 7_263_042;

/**
 * Creates a user with a personal account, its ownership and an empty balance. The first user becomes the operator.
 * @throws invalid_value; conflict when the address is taken, which strangers must not learn
 */
export async function createUser({ now, signUp, ...fields }: CreateUserInput & Creation): Promise<UserSummary> {
  const parsed = createUserInput.safeParse(fields);
  if (!parsed.success) throw toInvalidValue(parsed.error);
  const { email, password, isOperator, isVerified, locale } = parsed.data;
  const passwordHash = password === null ? null : await hashPassword(password);
  const createdAt = now ?? new Date();
  const user = { email, passwordHash, isOperator, locale, createdAt, emailVerifiedAt: isVerified ? createdAt : null };
  return transaction(async (tx) => {
    const created = await insertUser(tx, user);
    const self = { userId: created.id, actorId: created.id, now: user.createdAt };
    if (signUp) await audit({ action: 'user.signed_up', ...self, ...signUp }, tx);
    return created;
  }).catch(toConflict);
}

interface Creation {
  now?: Date;
  /** Set when users sign themselves up: the caller, and the invitation. */
  signUp?: Pick<AuditEntry, 'caller' | 'target'>;
}

interface NewUser {
  email: { display: string; canonical: string };
  passwordHash: string | null;
  isOperator: boolean;
  locale: string;
  createdAt: Date;
  emailVerifiedAt: Date | null;
}

async function insertUser(tx: Transaction, { email, ...columns }: NewUser): Promise<UserSummary> {
  const { createdAt } = columns;
  const account = {
    id: newId('account'),
    kind: 'personal' as const,
    name: email.display,
    createdAt,
  };
  const user = await tx.user.create({
    data: {
      ...columns,
      isOperator: columns.isOperator || (await isFirst(tx)),
      id: newId('user'),
      email: email.display,
      emailCanonical: email.canonical,
      memberships: { create: { role: 'owner', createdAt, account: { create: account } } },
    },
    select: userSummary,
  });
  await openBalance(tx, account.id);
  return user;
}

/** Serialises first sign-ups, so that an installation gets one operator. */
async function isFirst(tx: Transaction): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_USER_LOCK})`;
  return (await tx.user.findFirst({ select: { id: true } })) === null;
}

function toConflict(error: unknown): never {
  const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
  if (!isTaken) throw error;
  throw new AppError('conflict', 'There is a user with this e-mail address already.', { param: 'email', cause: error });
}
