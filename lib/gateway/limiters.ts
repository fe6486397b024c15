import 'server-only';
import { AppError } from '#lib/errors.ts';
import type { Principal } from '#lib/keys/principal.ts';
import { CATALOG } from '#lib/models/catalog.ts';
import { enforce } from '#lib/rate-limit/enforce.ts';
import type { Limiter } from './core/incoming-request.ts';

/** The limits of a key and its account. */
export const keyLimiter: Limiter = {
  async admit(principal, bytes) {
    const admission = await enforce(principal, { tokens: guessTokens(bytes, principal) });
    return { ...admission, raiseTo: (more) => admission.raiseTo(guessTokens(more, principal)) };
  },
};

/** Estimates count separately under the same limits, so that they take no request's place. */
export const estimateLimiter: Limiter = {
  admit: (principal, bytes) => {
    const { keyId, accountId } = principal;
    return keyLimiter.admit({ ...principal, keyId: `${keyId}:estimate`, accountId: `${accountId}:estimate` }, bytes);
  },
};

/** The same for visitors, with messages for somebody without a key. The body is ours, so its size does not count. */
export const visitorLimiter: Limiter = {
  async admit(visitor) {
    const admission = await enforce(visitor, { tokens: 0 }).catch(explainToVisitor);
    return { ...admission, raiseTo: async () => admission.headers };
  },
};

/** For requests that are counted elsewhere. */
export const noLimiter: Limiter = {
  admit: async () => ({ headers: {}, raiseTo: async () => ({}), settle: () => {}, leave: () => {} }),
};

function explainToVisitor(error: unknown): never {
  if (!(error instanceof AppError)) throw error;
  const { headers, retryAfterSeconds } = error.options;
  const message = 'Samples were run too often just now. Wait a minute, or use a test key of your own: it is free.';
  throw new AppError('rate_limit_exceeded', message, { headers, retryAfterSeconds });
}

const BYTES_PER_TOKEN = 4;
const LARGEST_CONTEXT = Math.max(...CATALOG.map(({ contextTokens }) => contextTokens));

/**
 * Used until upstream has counted. Images have many bytes and few tokens, so the guess is capped by the limits, so that
 * they may fit after all, and by the context window, so that a second such request fits in the same minute.
 */
function guessTokens(bytes: number, { limits: { key, account } }: Principal): number {
  const guess = Math.ceil(bytes / BYTES_PER_TOKEN);
  return Math.min(guess, LARGEST_CONTEXT, key.tokensPerMinute, account.tokensPerMinute);
}
