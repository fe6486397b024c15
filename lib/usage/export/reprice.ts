import { type NanoUsd, nanoUsd, ZERO_USD } from '#lib/billing/money.ts';
import { costOf } from '#lib/billing/pricing.ts';
import type { BilledTokens } from '#lib/billing/tokens.ts';
import type { Rates } from '#lib/models/model.ts';

/** The fields of an exported row that determine its cost. */
export interface PricedRow {
  requestId: string;
  mode: string;
  outcome: string;
  tokens: BilledTokens;
  priceId: string | null;
  cost: NanoUsd;
  absorbed: NanoUsd;
}

/** The reason why a row's cost is wrong. `expected` and `found` include the parts of customer and house. */
export type Difference =
  | { reason: 'unknown_price'; priceId: string | null }
  | { reason: 'should_be_free' | 'wrong_cost'; expected: NanoUsd; found: NanoUsd };

/**
 * A request costs its tokens at its price, rounded up once; the house pays the part above the hold. Failed requests and
 * those of test keys cost nothing, and a charge of zero is always correct.
 */
export function findDifference(row: PricedRow, prices: ReadonlyMap<string, Rates>): Difference | null {
  const found = nanoUsd(row.cost + row.absorbed);
  if (found === 0n) return null;
  if (row.outcome === 'failed' || row.mode === 'test') return { reason: 'should_be_free', expected: ZERO_USD, found };
  const rates = row.priceId === null ? undefined : prices.get(row.priceId);
  if (!rates) return { reason: 'unknown_price', priceId: row.priceId };
  const expected = costOf(row.tokens, rates).cost;
  return expected === found ? null : { reason: 'wrong_cost', expected, found };
}

export type Repricing =
  | { isEqual: true; rows: number; cost: NanoUsd }
  | { isEqual: false; row: number; requestId: string; difference: Difference };

/** Recomputes every row and stops at the first difference. */
export async function reprice(
  rows: AsyncIterable<PricedRow> | Iterable<PricedRow>,
  prices: ReadonlyMap<string, Rates>,
): Promise<Repricing> {
  const sum = { rows: 0, cost: ZERO_USD };
  for await (const row of rows) {
    sum.rows += 1;
    const difference = findDifference(row, prices);
    if (difference) return { isEqual: false, row: sum.rows, requestId: row.requestId, difference };
    sum.cost = nanoUsd(sum.cost + row.cost);
  }
  return { isEqual: true, ...sum };
}
