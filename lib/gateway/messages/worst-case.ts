import type { NanoUsd } from '#lib/billing/money.ts';
import { inputTokenBound, maxCost } from '#lib/billing/pricing.ts';
import type { Model } from '#lib/models/model.ts';
import type { RequestBound } from './bound.ts';
import type { MessagesRequest } from './request.ts';

interface Sized {
  translated: {
    body: Pick<MessagesRequest, 'max_tokens'>;
    bound: RequestBound;
    /** What asking again may read on top of the first call: of the two, only the answer that is delivered is charged. */
    repeatTokens: number;
  };
  model: Model;
}

/** Upstream calls its count an estimate. */
const COUNT_MARGIN = 1.1;
/** Hardly any text has more. */
const BYTES_PER_TOKEN_AT_MOST = 8;

/** The most a request can cost as far as its own size says, which is what is held for it. */
export const worstCaseOf = (sized: Sized): NanoUsd => costWith(sizeOf(sized) + sized.translated.repeatTokens, sized);

/** The most it can cost when upstream has counted `inputTokens`; never more than its size says. */
export function countedWorstCase(inputTokens: number, sized: Sized): NanoUsd {
  const bound = Math.min(Math.ceil(inputTokens * COUNT_MARGIN), sizeOf(sized));
  return costWith(bound + sized.translated.repeatTokens, sized);
}

/** A lower bound of the cost when the full output is used; a PDF may be as good as empty. */
export function leastCaseOf({ translated, ...sized }: Sized): NanoUsd {
  const textual = { ...sized, translated: { ...translated, bound: { ...translated.bound, documents: 0 } } };
  return costWith(Math.floor(sizeOf(textual) / BYTES_PER_TOKEN_AT_MOST), textual);
}

const sizeOf = ({ translated, model: { contextTokens } }: Sized): number =>
  inputTokenBound({ ...translated.bound, contextTokens });

const costWith = (
  inputTokens: number,
  { translated: { body, bound }, model: { contextTokens, rates } }: Sized,
): NanoUsd =>
  maxCost({
    inputTokenBound: Math.min(inputTokens, contextTokens),
    maxOutputTokens: body.max_tokens,
    rates,
    cacheTtl: bound.cacheTtl,
  });
