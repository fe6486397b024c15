import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { getBalance } from '#lib/billing/queries.ts';
import { env } from '#lib/config/env.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { reversalsOf } from '../book-reversals.ts';
import { sumOf } from '../rules/reversals.ts';
import { creditOf, refundableCents } from '../rules/share.ts';

export interface Refundable {
  topUpId: string;
  paymentIntentId: string;
  paidAt: Date;
  netCents: number;
  totalCents: number;
  /** Cents already refunded, or about to be. */
  goneCents: number;
  /** The most that can be refunded, tax included, and the credit it takes. */
  maxCents: number;
  maxCredit: NanoUsd;
}

const listPayments = statement<Pick<Refundable, 'paymentIntentId' | 'topUpId' | 'paidAt' | 'netCents' | 'totalCents'>>(
  'stripe_refundable_payments',
  `SELECT payment_intent_id AS "paymentIntentId", top_up_id AS "topUpId", created_at AS "paidAt", net_cents AS "netCents",
     total_cents AS "totalCents"
   FROM stripe_payment WHERE account_id = $1 AND credited > 0 AND created_at >= $2
   ORDER BY created_at DESC, payment_intent_id DESC`,
);

const DAY_MS = 86_400_000;

/**
 * The top-ups whose unused rest can be refunded, newest first: the available balance counts as the newest ones' rest.
 * Grants are spent before paid credit, so refunds never exceed payments. Held money is not available and is not
 * refunded.
 */
export async function listRefundable(
  accountId: string,
  { database = pool(), nowMs = Date.now() }: { database?: Database; nowMs?: number } = {},
): Promise<Refundable[]> {
  const since = new Date(nowMs - env.STRIPE_REFUND_WINDOW_DAYS * DAY_MS);
  const payments = await listPayments(database, [accountId, since]);
  let { available } = await getBalance(accountId, database);
  const found: Refundable[] = [];
  for (const { paymentIntentId, topUpId, paidAt, netCents, totalCents } of payments) {
    const reversals = await reversalsOf(database, paymentIntentId);
    const isDisputed = reversals.some(({ kind, booking }) => kind === 'dispute' && booking === 'taken');
    const goneCents = sumOf(reversals.filter(({ booking }) => booking === 'taken'));
    const paid = { netCents, totalCents };
    const maxCents = isDisputed ? 0 : refundableCents(paid, goneCents, available);
    const maxCredit = nanoUsd(creditOf(paid, goneCents + maxCents) - creditOf(paid, goneCents));
    available = nanoUsd(available - maxCredit);
    found.push({
      topUpId: topUpId ?? '',
      paymentIntentId,
      paidAt,
      netCents,
      totalCents,
      goneCents,
      maxCents,
      maxCredit,
    });
  }
  return found;
}
