import 'server-only';
import { db } from '#lib/db/client.ts';
import { log } from '#lib/log.ts';
import { applyDispute } from './apply-dispute.ts';
import { applyFraudWarning } from './apply-fraud-warning.ts';
import { applyPayment } from './apply-payment.ts';
import { applyRefund } from './apply-refund.ts';
import { applySession } from './apply-session.ts';
import { compareWithStripe, DAY_SECONDS, type Difference } from './compare.ts';
import type { StripeNotice } from './notices.ts';

export interface Reconciliation {
  checked: number;
  differences: Difference[];
  /** The differences left afterwards; all of them without `fix`. */
  remaining: Difference[];
  notices: StripeNotice[];
}

const MAX_ROUNDS = 3;

/**
 * Compares our rows with Stripe's lists of the last days, and with every object of ours that can still change. With `fix`,
 * each difference is applied like an event about it. A second run changes nothing.
 */
export async function reconcileStripe({ days, fix }: { days: number; fix: boolean }): Promise<Reconciliation> {
  const startedAt = new Date();
  const since = Math.floor(startedAt.getTime() / 1_000) - days * DAY_SECONDS;
  const { checked, differences } = await compareWithStripe(since);
  const notices: StripeNotice[] = [];
  let remaining = differences;
  // Adding a missing payment can reveal its missing refunds and disputes, so several rounds are needed.
  for (let round = 0; fix && remaining.length > 0 && round < MAX_ROUNDS; round += 1) {
    notices.push(...(await repair(remaining)));
    remaining = (await compareWithStripe(since)).differences;
  }
  const counts = { checked, differences: differences.length, remaining: remaining.length };
  await db.stripeReconciliation.create({ data: { startedAt, finishedAt: new Date(), days, ...counts } });
  if (remaining.length > 0 && fix) log.error({ event: 'stripe_disagrees', count: remaining.length });
  return { checked, differences, remaining, notices };
}

const REPAIR = {
  payment: applyPayment,
  refund: applyRefund,
  dispute: applyDispute,
  fraud_warning: applyFraudWarning,
  top_up: applySession,
} as const satisfies Record<Difference['kind'], (id: string) => Promise<StripeNotice[]>>;

async function repair(differences: readonly Difference[]): Promise<StripeNotice[]> {
  const notices: StripeNotice[] = [];
  for (const { kind, id } of differences) {
    try {
      notices.push(...(await REPAIR[kind](id)));
    } catch (err) {
      log.error({ event: 'reconciliation_failed', kind, err }); // it is reported as a remaining difference
    }
  }
  return notices;
}
