import { type Measured, remainingOf, tightest } from './window.ts';

type Pair = readonly [Measured, Measured];

/** OpenAI's headers, for the tighter of the key's limits and its account's. */
export function toHeaders(requests: Pair, tokens: Pair): Record<string, string> {
  const request = tightest(requests);
  const token = tightest(tokens);
  return {
    'x-ratelimit-limit-requests': String(request.policy.limit),
    'x-ratelimit-remaining-requests': String(remainingOf(request)),
    'x-ratelimit-reset-requests': toDuration(request.count.resetsInMs),
    'x-ratelimit-limit-tokens': String(token.policy.limit),
    'x-ratelimit-remaining-tokens': String(remainingOf(token)),
    'x-ratelimit-reset-tokens': toDuration(token.count.resetsInMs),
  };
}

const toDuration = (ms: number | null): string => `${Math.max(0, Math.ceil((ms ?? 0) / 1000))}s`;
