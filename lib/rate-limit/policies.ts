import type { Limits } from '#lib/keys/principal.ts';

/** All windows are fixed minutes that begin with their first request. */
export const WINDOW_SECONDS = 60;

export type LimitName = 'requests_per_minute' | 'tokens_per_minute' | 'concurrent_requests';
export type Scope = 'key' | 'account';

/** Names of the limits in messages for customers. */
export const LIMIT_WORDS: Record<LimitName, string> = {
  requests_per_minute: 'requests per minute',
  tokens_per_minute: 'tokens per minute',
  concurrent_requests: 'requests at the same time',
};

/** Limits the guessing of keys from one address. */
export const FAILED_AUTHENTICATIONS_PER_MINUTE = 30;

/** Visitors who run our samples without a key: each address, and all of them together. */
export const VISITOR_LIMITS: Limits = {
  key: { requestsPerMinute: 20, tokensPerMinute: 100_000, concurrency: 4 },
  account: { requestsPerMinute: 1_200, tokensPerMinute: 5_000_000, concurrency: 100 },
};

/** A limit that a request has to pass. */
export interface Policy {
  name: LimitName;
  scope: Scope;
  limit: number;
}

/** The policies for a request: the key's and the account's, each with its own count. */
export function policiesOf({ key, account }: Limits): {
  requests: [Policy, Policy];
  tokens: [Policy, Policy];
  concurrency: [Policy, Policy];
} {
  return {
    requests: [
      { name: 'requests_per_minute', scope: 'key', limit: key.requestsPerMinute },
      { name: 'requests_per_minute', scope: 'account', limit: account.requestsPerMinute },
    ],
    tokens: [
      { name: 'tokens_per_minute', scope: 'key', limit: key.tokensPerMinute },
      { name: 'tokens_per_minute', scope: 'account', limit: account.tokensPerMinute },
    ],
    concurrency: [
      { name: 'concurrent_requests', scope: 'key', limit: key.concurrency },
      { name: 'concurrent_requests', scope: 'account', limit: account.concurrency },
    ],
  };
}
