const RETRIES_PER_REQUEST = 0.1;
const MAX_SAVED = 10;

export interface RetryBudget {
  /** Called once per request: requests earn retries. */
  earn(): void;
  /** False when retrying would add more than a tenth to the load of an upstream that is failing already. */
  spend(): boolean;
}

/** A token bucket over all requests to one upstream, so that retries do not make an outage worse. */
export function createRetryBudget(): RetryBudget {
  let saved = MAX_SAVED;
  return {
    earn: () => {
      saved = Math.min(MAX_SAVED, saved + RETRIES_PER_REQUEST);
    },
    spend: () => {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}

/** For an upstream whose callers order its failures. */
export const UNLIMITED_BUDGET: RetryBudget = { earn: () => {}, spend: () => true };
