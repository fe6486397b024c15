import type { StorageRule } from '#lib/content/retention.ts';
import type { KeyMode } from '#lib/db/generated/enums.ts';

/**
 * The account and key a request is made for. `keys/verify.ts` makes it from a key; `demo.ts` and `docs/try-call.ts`
 * make it for visitors and signed-in readers, who have no key and use the sandbox only.
 */
export interface Principal {
  accountId: string;
  keyId: string;
  keyName: string;
  mode: KeyMode;
  /** Catalog ids the key may call; empty means all. */
  models: readonly string[];
  /** A retired model may be served by its successor: the key or its account opted in. */
  acceptsSuccessors: boolean;
  /** The content of its requests that is stored. */
  storage: StorageRule;
  limits: Limits;
}

/** The limits of the key and of its account, counted separately. */
export interface Limits {
  key: RateLimits;
  account: RateLimits;
}

export interface RateLimits {
  requestsPerMinute: number;
  tokensPerMinute: number;
  concurrency: number;
}
