import { AppError } from '#lib/errors.ts';
import { LIMIT_WORDS } from './policies.ts';
import { type Measured, remainingOf, withoutOwn } from './window.ts';

const RETRY_CONCURRENCY_SECONDS = 1; // the end of another request cannot be predicted

/** The 429 for a caller: which limit, its size, and when to retry. */
export function toRefusal(by: Measured, headers: Record<string, string>, now: Date): AppError {
  const { policy, count, added } = by;
  const isTooLarge = added > policy.limit;
  const waitMs = count.resetsInMs ?? RETRY_CONCURRENCY_SECONDS * 1000;
  const limit = {
    scope: policy.scope,
    name: policy.name,
    limit: policy.limit,
    remaining: remainingOf(withoutOwn(by)),
    resets_at: count.resetsInMs === null ? null : new Date(now.getTime() + count.resetsInMs).toISOString(),
  };
  return new AppError('rate_limit_exceeded', isTooLarge ? explainSize(by) : explain(by, waitMs), {
    headers,
    details: { limit },
    retryAfterSeconds: waitMs / 1000,
    ...(isTooLarge && { shouldRetry: false }),
  });
}

const explain = ({ policy, count }: Measured, waitMs: number): string => {
  const what = `This ${policy.scope} has reached its limit of ${policy.limit} ${LIMIT_WORDS[policy.name]}.`;
  if (count.resetsInMs === null) return `${what} Wait until one of them has ended.`;
  return `${what} It resets in ${Math.ceil(waitMs / 1000)} s.`;
};

const explainSize = ({ policy, added }: Measured): string =>
  `This request needs about ${added} tokens, more than the ${policy.scope}'s limit of ${policy.limit} ${LIMIT_WORDS[policy.name]}. Send a shorter one.`;
