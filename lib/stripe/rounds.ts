import 'server-only';
import { runAutoTopUps } from './auto/run.ts';
import { stripeMode } from './client.ts';
import { pruneDeliveries, retryDeliveries } from './deliveries.ts';
import type { StripeNotice } from './notices.ts';
import { reconcileStripe } from './reconcile.ts';
import { resumeRefunds } from './refund/send.ts';

/** The recurring work of payments, in any number of processes. Each returns notices of its changes. */
export async function everyMinute(): Promise<StripeNotice[]> {
  if (stripeMode() === 'none') return [];
  return [...(await retryDeliveries()), ...(await resumeRefunds()), ...(await runAutoTopUps())];
}

export async function everyHour(): Promise<StripeNotice[]> {
  if (stripeMode() === 'none') return [];
  await pruneDeliveries();
  return (await reconcileStripe({ days: 2, fix: true })).notices;
}
