import 'server-only';
import { may, type Permission } from '#lib/accounts/permissions.ts';
import {
  hasSecondFactor,
  needsSecondFactor,
  secondFactorRequired,
  toFactors,
} from '#lib/accounts/second-factor-rule.ts';
import type { AccountKind, Retention, Role } from '#lib/db/generated/enums.ts';
import { AppError } from '#lib/errors.ts';
import type { LiveSession } from './sessions.ts';

/** An account a user belongs to. */
export interface UserAccount {
  id: string;
  kind: AccountKind;
  name: string;
  role: Role;
  /** How long content of its requests is stored at most. */
  retention: Retention;
  suspendedAt: Date | null;
}

/** Who is signed in, as of this request. */
export interface Person {
  id: string;
  email: string;
  name: string | null;
  locale: string;
  isVerified: boolean;
  hasPassword: boolean;
  /** Has an authenticator app. */
  hasTotp: boolean;
  hasPasskey: boolean;
  sessionId: string;
  /** Carried by links and cookies made for this user, which end with it. */
  sessionVersion: number;
  steppedUpAt: Date;
  /** The personal account first. */
  accounts: UserAccount[];
}

/** A person, and the account they look at with their role in it. */
export interface CurrentUser extends Person {
  accountId: string;
  account: UserAccount;
  role: Role;
  /** The current account is closed to them until they have an app or a passkey: they own or manage an organisation without. */
  lacksSecondFactor: boolean;
}

/** @param wantedAccountId from a cookie; an account the user does not belong to counts as none */
export function toCurrentUser(session: LiveSession, wantedAccountId: string | undefined): CurrentUser | null {
  const { user } = session;
  const accounts = user.memberships.map(({ role, account }) => ({ ...account, role }));
  accounts.sort((a, b) => Number(b.kind === 'personal') - Number(a.kind === 'personal'));
  const account = accounts.find(({ id }) => id === wantedAccountId) ?? accounts[0];
  if (!account) return null;
  const person = {
    id: user.id,
    email: user.email,
    name: user.name,
    locale: user.locale,
    isVerified: user.emailVerifiedAt !== null,
    hasPassword: user.passwordHash !== null,
    ...toFactors(user),
    sessionId: session.id,
    sessionVersion: user.sessionVersion,
    steppedUpAt: session.steppedUpAt,
    accounts,
  };
  return withAccount(person, account);
}

export const withAccount = (person: Person, account: UserAccount): CurrentUser => ({
  ...person,
  accountId: account.id,
  account,
  role: account.role,
  lacksSecondFactor: needsSecondFactor(account.kind, account.role) && !hasSecondFactor(person),
});

/** @throws forbidden when the user's role in the current account does not allow it; second_factor_required */
export function assertMay(user: Pick<CurrentUser, 'role' | 'lacksSecondFactor'>, permission: Permission): void {
  if (!may(user.role, permission)) throw new AppError('forbidden', 'Your role in this account does not allow this.');
  if (user.lacksSecondFactor) throw secondFactorRequired();
}

/** Verification comes before keys, top-ups and any credit. @throws email_unverified */
export function assertVerified(user: Pick<CurrentUser, 'isVerified'>): void {
  if (!user.isVerified) throw new AppError('email_unverified', 'Confirm your e-mail address first.');
}

export const STEP_UP_MS = 600_000;

/**
 * Before what a stolen session must not change: how somebody signs in, keys, money and members. The user has proved within
 * ten minutes to be here. Which actions ask for it, `e2e/fixtures/action-rules.ts` says. @throws step_up_required
 */
export function assertSteppedUp({ steppedUpAt }: Pick<CurrentUser, 'steppedUpAt'>, now = new Date()): void {
  if (now.getTime() - steppedUpAt.getTime() < STEP_UP_MS) return;
  throw new AppError('step_up_required', 'Confirm that it is you first.');
}
