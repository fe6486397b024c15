import 'server-only';
import { runAutoTopUps } from './auto/run.ts';
import { stripeMode } from './client.ts';
import { pruneDeliveries, retryDeliveries } from './deliveries.ts';
import type { StripeNotice } from './notices.ts';
import { reconcileStripe } from './reconcile.ts';
import { resumeRefunds } from './refund/send.ts';

/** What payments need regularly, in any number of processes at once. Each returns what became true by it. */
export async function everyMinute(): Promise<StripeNotice[]> {
  if (stripeMode() === 'none') return [];
  return [...(await retryDeliveries()), ...(await resumeRefunds()), ...(await runAutoTopUps())];
}

export async function everyHour(): Promise<StripeNotice[]> {
  if (stripeMode() === 'none') return [];
  await pruneDeliveries();
  return (await reconcileStripe({ days: 2, fix: true })).notices;
}
