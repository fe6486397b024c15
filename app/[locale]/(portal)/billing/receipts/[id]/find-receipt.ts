import 'server-only';
import { readPriceHistory } from '#lib/billing/price-history.ts';
import { BUCKETS } from '#lib/billing/pricing.ts';
import type { BilledTokens } from '#lib/billing/tokens.ts';
import { AppError } from '#lib/errors.ts';
import { findKey } from '#lib/keys/queries.ts';
import type { Rates } from '#lib/models/model.ts';
import type { PricedRow } from '#lib/usage/export/reprice.ts';
import { getReceipt } from '#lib/usage/queries.ts';
import type { Receipt } from '#lib/usage/receipt.ts';

/** Finds a receipt with its key's name, its price and the inputs of its cost; null for another account's request. */
export async function findReceipt(accountId: string, requestId: string) {
  const receipt = await getReceipt(accountId, requestId).catch(orNull);
  if (!receipt) return null;
  const [key, prices] = await Promise.all([findKey(accountId, receipt.keyId), readPriceHistory(new Date())]);
  const price = prices.find(({ id }) => id === receipt.priceId) ?? null;
  const { tokens, rates } = toPrice(receipt);
  const { mode, outcome, priceId, total: cost, absorbed } = receipt;
  const priced: PricedRow = { requestId, mode, outcome, tokens, priceId, cost, absorbed };
  return { receipt, keyName: key?.name ?? receipt.keyId, priced, tokens, rates, price };
}

function orNull(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null;
  throw error;
}

const NOTHING: BilledTokens = { input: 0, cacheWrite5m: 0, cacheWrite1h: 0, cacheRead: 0, output: 0 };

function toPrice({ lines }: Receipt): { tokens: BilledTokens; rates: Rates | null } {
  const tokens = { ...NOTHING };
  const rates: Partial<Rates> = {};
  for (const { bucket, tokens: count, rate } of lines) {
    tokens[bucket] = count;
    rates[bucket] = rate;
  }
  return { tokens, rates: BUCKETS.every((bucket) => bucket in rates) ? (rates as Rates) : null };
}
