import type { NanoUsd } from '#lib/billing/money.ts';
import { inputTokenBound, maxCost } from '#lib/billing/pricing.ts';
import type { Model } from '#lib/models/model.ts';
import type { TranslatedRequest } from './translate/request.ts';

/** Upstream calls its count an estimate. */
const COUNT_MARGIN = 1.1;
/** Hardly any text has more. */
const BYTES_PER_TOKEN_AT_MOST = 8;

/** The most a request can cost as far as its own size says, which is what is held for it. */
export const worstCaseOf = (translated: TranslatedRequest, model: Model): NanoUsd =>
  costWith(sizeOf(translated, model), translated, model);

/** The most it can cost when upstream has counted `inputTokens`; never more than its size says. */
export function countedWorstCase(inputTokens: number, translated: TranslatedRequest, model: Model): NanoUsd {
  const bound = Math.min(Math.ceil(inputTokens * COUNT_MARGIN), sizeOf(translated, model));
  return costWith(bound, translated, model);
}

/** What it will hardly cost less than, should it use all of its output; a PDF may be as good as empty. */
export function leastCaseOf(translated: TranslatedRequest, model: Model): NanoUsd {
  const bound = { ...translated.bound, documents: 0 };
  return costWith(Math.floor(sizeOf({ bound }, model) / BYTES_PER_TOKEN_AT_MOST), translated, model);
}

const sizeOf = ({ bound }: Pick<TranslatedRequest, 'bound'>, { contextTokens }: Model): number =>
  inputTokenBound({ ...bound, contextTokens });

const costWith = (inputTokenBound: number, { body, bound }: TranslatedRequest, { rates }: Model): NanoUsd =>
  maxCost({ inputTokenBound, maxOutputTokens: body.max_tokens, rates, cacheTtl: bound.cacheTtl });
