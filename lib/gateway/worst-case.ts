import type { NanoUsd } from '#lib/billing/money.ts';
import { inputTokenBound, maxCost } from '#lib/billing/pricing.ts';
import type { Model } from '#lib/models/model.ts';
import type { TranslatedRequest } from './translate/request.ts';

/** The most a request can cost, which is what is held for it. */
export function worstCaseOf({ body, bound }: TranslatedRequest, { rates, contextTokens }: Model): NanoUsd {
  return maxCost({
    inputTokenBound: inputTokenBound({ ...bound, contextTokens }),
    maxOutputTokens: body.max_tokens,
    rates,
    cacheTtl: bound.cacheTtl,
  });
}
