import { ERROR_CODES, type ErrorCode } from '#lib/errors.ts';

/**
 * Whether sending the same request again can help.
 * - `after_change`: not before something is changed.
 * - `wait`: after the time in `retry-after`.
 * - `backoff`: soon, with growing pauses.
 */
export type RetryAdvice = 'after_change' | 'wait' | 'backoff';

export function retryAdvice(code: ErrorCode): RetryAdvice {
  const { status } = ERROR_CODES[code];
  if (status === 429) return 'wait';
  return status === 408 || status >= 500 ? 'backoff' : 'after_change';
}
