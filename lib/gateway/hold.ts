import 'server-only';
import type { HoldResult } from '#lib/billing/ledger/hold.ts';
import { ledger } from '#lib/billing/ledger/ledger.ts';
import type { NanoUsd } from '#lib/billing/money.ts';
import { log } from '#lib/log.ts';
import { UpstreamError } from './anthropic/error.ts';
import type { Order } from './order.ts';
import { toPaymentError } from './payment-error.ts';
import { countedWorstCase, leastCaseOf } from './worst-case.ts';

/**
 * Sets the worst case of a request aside. Its size bounds that well enough for most; upstream counts the tokens where it
 * does not, which is a PDF, and where it is too much for the balance and the count may not be.
 * @throws AppError 402 when balance or a cap of the key does not cover it
 */
export async function holdWorstCase(order: Order): Promise<void> {
  const isOpaque = order.translated.bound.documents > 0;
  const amount = (isOpaque ? await count(order) : null) ?? order.worstCase;
  const placed = await place(order, amount);
  if (placed.placed) return;
  const smaller = !isOpaque && mayFit(order, placed) ? await count(order) : null;
  if (smaller === null || smaller >= amount) throw toPaymentError(placed, amount);
  const placedAgain = await place(order, smaller);
  if (!placedAgain.placed) throw toPaymentError(placedAgain, smaller);
}

function place({ call, principal, priceId }: Order, amount: NanoUsd): Promise<HoldResult> {
  const { accountId, keyId } = principal;
  return ledger().placeHold({ requestId: call.requestId, accountId, keyId, priceId, amount });
}

type Refusal = Extract<HoldResult, { placed: false }>;

/** Whether it is worth asking upstream: of what is refused for good, most has no money left at all. */
function mayFit({ translated, model }: Order, refusal: Refusal): boolean {
  const room = refusal.reason === 'insufficient_credit' ? refusal.available : refusal.cap - refusal.used;
  return leastCaseOf(translated, model) <= room;
}

/** Null when upstream does not count: what is wrong with the request, its own answer will say. */
async function count({ destination, translated, model }: Order): Promise<NanoUsd | null> {
  try {
    return countedWorstCase(await destination.upstream.countTokens(translated.body), translated, model);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    log.warn({ model: model.id, failure: error.failure.kind }, 'upstream did not count a prompt');
    return null;
  }
}
