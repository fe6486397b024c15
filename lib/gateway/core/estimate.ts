import { type NanoUsd, toUsd } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import { NO_TOKENS } from '#lib/billing/tokens.ts';
import { toApiId } from '#lib/models/find.ts';
import { countedWorstCase, inputBoundOf, worstCaseOf } from '../messages/worst-case.ts';
import type { PreparedRequest } from './prepare.ts';

interface Known {
  /** Input tokens as upstream counts them; null where it does not. */
  counted: number | null;
  /** Money that the key can spend now; null for a key that pays nothing. */
  spendable: NanoUsd | null;
}

/** The estimated cost of a request, in the API's form. */
export function toEstimate(prepared: PreparedRequest, known: Known) {
  const { model, translated, priceId } = prepared;
  const { counted, spendable } = known;
  const from = fromCost(prepared, counted);
  const atMost = amountToHold(prepared, known);
  return {
    object: 'chat.completion.estimate',
    model: toApiId(model),
    price_id: priceId,
    input_tokens: counted ?? inputBoundOf(prepared),
    counted: counted === null ? 'bound' : 'upstream',
    max_output_tokens: translated.body.max_tokens,
    from_usd: toUsd(from),
    from_nano_usd: from.toString(),
    at_most_usd: toUsd(atMost),
    at_most_nano_usd: atMost.toString(),
    available_usd: spendable === null ? null : toUsd(spendable),
    fits: fits(atMost, spendable),
    largest_max_tokens: largestMaxTokens(prepared, known),
    adjustments: translated.adjustments,
  };
}

/** Lower bound of the cost: the input at its cheapest rate, and one output token. */
function fromCost({ model: { rates }, translated }: PreparedRequest, counted: number | null): NanoUsd {
  const bucket = translated.bound.cacheTtl === 'none' ? 'input' : 'cacheRead';
  return costOf({ ...NO_TOKENS, [bucket]: counted ?? 0, output: 1 }, rates).cost;
}

/** The amount that `holdWorstCase` holds: the token count replaces a size that is meaningless or too high. */
function amountToHold(prepared: PreparedRequest, { counted, spendable }: Known): NanoUsd {
  const { worstCase, translated } = prepared;
  const isOpaque = translated.bound.documents > 0;
  return counted === null || (!isOpaque && fits(worstCase, spendable))
    ? worstCase
    : countedWorstCase(counted, prepared);
}

const fits = (amount: NanoUsd, spendable: NanoUsd | null): boolean => spendable === null || amount <= spendable;

/** The largest `max_tokens` the key can pay for; 0 when the input alone costs too much. */
function largestMaxTokens(prepared: PreparedRequest, { counted, spendable }: Known): number {
  const { model, translated } = prepared;
  const isPayable = (maxTokens: number): boolean => {
    const repeatTokens = translated.repeatTokens && translated.repeatTokens - translated.body.max_tokens + maxTokens;
    const sized = { model, translated: { ...translated, body: { max_tokens: maxTokens }, repeatTokens } };
    return fits(counted === null ? worstCaseOf(sized) : countedWorstCase(counted, sized), spendable);
  };
  let [payable, tooMany] = [0, model.maxOutputTokens + 1];
  while (tooMany - payable > 1) {
    const middle = Math.floor((payable + tooMany) / 2);
    if (isPayable(middle)) payable = middle;
    else tooMany = middle;
  }
  return payable;
}
