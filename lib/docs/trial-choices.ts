import 'server-only';
import { may } from '#lib/accounts/permissions.ts';
import type { UserAccount } from '#lib/auth/current-user.ts';
import { currentUser } from '#lib/auth/session.ts';
import { type KeyName, listWorkingKeys } from '#lib/keys/queries.ts';
import { listRecentRequests, type RequestSummary } from '#lib/usage/queries/recent.ts';
import { ACCOUNT_TRIALS, type AccountTrial } from './account-trials.ts';

const MOST_KEYS = 50;
const MOST_REQUESTS = 10;

/** For whom a reader tries a call about an account, and what there is to ask for. Never a secret. */
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
  getGeneration: async (accountId) => {
    const requests = await listRecentRequests(accountId, { limit: MOST_REQUESTS });
    return { requests: requests.map(({ requestId, model, createdAt }) => ({ requestId, model, createdAt })) };
  },
};
