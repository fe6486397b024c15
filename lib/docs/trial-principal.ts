import { assertNotSuspended } from '#lib/accounts/permissions.ts';
import type { CurrentUser } from '#lib/auth/current-user.ts';
import { NOTHING_STORED } from '#lib/content/retention.ts';
import type { Principal } from '#lib/keys/principal.ts';

const UNLIMITED = { requestsPerMinute: Infinity, tokensPerMinute: Infinity, concurrency: Infinity };

/**
 * Represents the session as a test key would, without rate limits: `requireReader` has counted the request.
 * @throws account_suspended
 */
export function toTrialPrincipal({ account }: CurrentUser): Principal {
  assertNotSuspended(account);
  return {
    accountId: account.id,
    keyId: '',
    keyName: '',
    mode: 'test',
    models: [],
    acceptsSuccessors: false,
    storage: NOTHING_STORED,
    limits: { key: UNLIMITED, account: UNLIMITED },
  };
}
