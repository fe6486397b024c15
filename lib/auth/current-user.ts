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

export interface UserAccount {
  id: string;
  kind: AccountKind;
  name: string;
  role: Role;
  /** The longest time for which content of its requests is stored. */
  retention: Retention;
  suspendedAt: Date | null;
}

/** The signed-in user, as of this request. */
export interface Person {
  id: string;
  email: string;
  name: string | null;
  locale: string;
  isVerified: boolean;
  hasPassword: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
  sessionId: string;
  /** Part of links and cookies made for this user: incrementing it invalidates them. */
  sessionVersion: number;
  steppedUpAt: Date;
  /** The personal account first. */
  accounts: UserAccount[];
}

/** A signed-in user, with the account they view and their role in it. */
export interface CurrentUser extends Person {
  accountId: string;
  account: UserAccount;
  role: Role;
  /** The current account is an organisation that requires an app or a passkey, which the user does not have. */
  lacksSecondFactor: boolean;
}

/** @param wantedAccountId from a cookie; ignored when the user does not belong to it */
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

/** A confirmed address is required for keys, top-ups and any credit. @throws email_unverified */
export function assertVerified(user: Pick<CurrentUser, 'isVerified'>): void {
  if (!user.isVerified) throw new AppError('email_unverified', 'Confirm your e-mail address first.');
}

export const STEP_UP_MS = 600_000;

/**
 * Protects against a stolen session: changes to sign-in methods, keys, money and members require a proof of presence
 * from the last ten minutes. `e2e/fixtures/action-rules.ts` lists the actions concerned. @throws step_up_required
 */
export function assertSteppedUp({ steppedUpAt }: Pick<CurrentUser, 'steppedUpAt'>, now = new Date()): void {
  if (now.getTime() - steppedUpAt.getTime() < STEP_UP_MS) return;
  throw new AppError('step_up_required', 'Confirm that it is you first.');
}
