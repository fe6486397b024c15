import type { StorageRule } from '#lib/content/retention.ts';
import type { KeyMode } from '#lib/db/generated/enums.ts';

/**
 * Whoever a request speaks for. `keys/verify.ts` makes one from a key; `demo.ts` and `docs/try-call.ts` stand in for visitors
 * and signed-in readers, who have none and never leave the sandbox.
 */
export interface Principal {
  accountId: string;
  keyId: string;
  keyName: string;
  mode: KeyMode;
  /** Catalog ids the key may call; empty means all. */
  models: readonly string[];
  /** A retired model may answer through its successor: the key or its account opted in. */
  acceptsSuccessors: boolean;
  /** What of its requests' content is stored. */
  storage: StorageRule;
  limits: Limits;
}

/** The key's limits and its account's, each counted on its own. */
export interface Limits {
  key: RateLimits;
  account: RateLimits;
}

export interface RateLimits {
  requestsPerMinute: number;
  tokensPerMinute: number;
  concurrency: number;
}
