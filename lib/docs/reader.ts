import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import { assertOwnOrigin } from '#lib/auth/caller.ts';
import type { CurrentUser, UserAccount } from '#lib/auth/current-user.ts';
import { limit } from '#lib/auth/limits.ts';
import { currentUser } from '#lib/auth/session.ts';
import { AppError } from '#lib/errors.ts';
import { type KeyName, listWorkingKeys } from '#lib/keys/queries.ts';
import { listRecentRequests, type RequestSummary } from '#lib/usage/queries/recent.ts';
import { ACCOUNT_TRIALS, type AccountTrial } from './account-trials.ts';

/** The data of a signed-in reader that a page of the documentation shows. Never a secret. */
export interface Reader {
  /** A working key of the account; its hint is the end of its secret. */
  key: { name: string; hint: string } | null;
  mayCreateKeys: boolean;
}

/** Null for a stranger. */
export async function findReader(): Promise<Reader | null> {
  const user = await currentUser();
  if (!user) return null;
  // Without a second factor, owners and admins of an organisation do not see its keys.
  if (user.lacksSecondFactor) return { key: null, mayCreateKeys: false };
  const [key] = may(user.role, 'keys:read') ? await listWorkingKeys(user.accountId, new Date(), { limit: 1 }) : [];
  const shown = key ? { name: key.name, hint: key.hint } : null;
  return { key: shown, mayCreateKeys: may(user.role, 'keys:manage') };
}

const MOST_KEYS = 50;
const MOST_REQUESTS = 10;

/** The account on which a reader tries a call, and the objects to choose from. Never a secret. */
export interface TrialChoices {
  account: Pick<UserAccount, 'id' | 'kind' | 'name'>;
  isAllowed: boolean;
  keys: KeyName[];
  requests: Pick<RequestSummary, 'requestId' | 'model' | 'createdAt'>[];
}

/** Null for a stranger. */
export async function findTrialChoices(trial: AccountTrial): Promise<TrialChoices | null> {
  const user = await currentUser();
  if (!user) return null;
  const { id, kind, name } = user.account;
  const isAllowed = !user.lacksSecondFactor && may(user.role, ACCOUNT_TRIALS[trial]);
  const found = isAllowed ? await CHOICES[trial](user.accountId) : {};
  return { account: { id, kind, name }, isAllowed, keys: [], requests: [], ...found };
}

const CHOICES: Record<AccountTrial, (accountId: string) => Promise<Partial<TrialChoices>>> = {
  getKey: async (accountId) => ({ keys: await listWorkingKeys(accountId, new Date(), { limit: MOST_KEYS }) }),
  getCredits: async () => ({}),
  getUsage: async () => ({}),
  getGeneration: async (accountId) => {
    const requests = await listRecentRequests(accountId, { limit: MOST_REQUESTS });
    return { requests: requests.map(({ requestId, model, createdAt }) => ({ requestId, model, createdAt })) };
  },
};

/**
 * The reader who tries a request on one of our own pages.
 * @throws AppError foreign_origin, unauthenticated or rate_limit_exceeded
 */
export async function requireReader(): Promise<CurrentUser> {
  await assertOwnOrigin();
  const user = await currentUser();
  if (!user) throw new AppError('unauthenticated', 'Sign in to try this request.');
  await limit('try:account', user.id);
  return user;
}
