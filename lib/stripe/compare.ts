import 'server-only';
import type Stripe from 'stripe';
import { db } from '#lib/db/client.ts';
import { isLive, stripe } from './client.ts';
import { isMissing } from './failure.ts';
import { disputeCounts, refundCounts } from './rules/statuses.ts';

/** An object whose states at Stripe and in our database differ. */
export interface Difference {
  kind: 'payment' | 'refund' | 'dispute' | 'fraud_warning' | 'top_up';
  id: string;
  accountId: string | null;
  stripeSays: string;
  weSay: string;
}

export const DAY_SECONDS = 86_400;
/** Refunds can fail up to a month after they succeeded; only disputes stay open longer. */
const OPEN_DAYS = 35;

export interface Comparison {
  checked: number;
  differences: Difference[];
}

/** Compares our rows with Stripe's lists since a Unix time, and with every object of ours that can still change. */
export async function compareWithStripe(since: number): Promise<Comparison> {
  const parts = [
    await comparePayments(since),
    await compareRefunds(since),
    await compareDisputes(since),
    await compareWarnings(since),
    await compareOrders(),
  ];
  return {
    checked: parts.reduce((sum, { checked }) => sum + checked, 0),
    differences: parts.flatMap(({ differences }) => differences),
  };
}

/** Fetches an object; null when it belongs to another Stripe account, as after a change of keys. */
async function find<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const listed = (since: number) => ({ created: { gte: since }, limit: 100 });

async function comparePayments(since: number): Promise<Comparison> {
  const seen = new Map<string, Stripe.PaymentIntent>();
  for await (const intent of stripe().paymentIntents.list(listed(since))) seen.set(intent.id, intent);
  for (const { paymentIntentId: id } of await listOpenPayments()) {
    const intent = seen.has(id) ? null : await find(() => stripe().paymentIntents.retrieve(id));
    if (intent) seen.set(id, intent);
  }
  const differences: Difference[] = [];
  for (const intent of seen.values()) {
    const difference = await differenceOfPayment(intent);
    if (difference) differences.push(difference);
  }
  return { checked: seen.size, differences };
}

/** Payments that may still succeed. One that is unfinished for a month is not expected to. */
const listOpenPayments = () =>
  db.stripePayment.findMany({
    where: { credited: 0, status: { not: 'canceled' }, livemode: isLive(), createdAt: { gt: monthAgo() } },
  });

const monthAgo = (): Date => new Date(Date.now() - OPEN_DAYS * DAY_SECONDS * 1_000);

async function differenceOfPayment({ id, status, metadata, customer, amount_received }: Stripe.PaymentIntent) {
  if (status !== 'succeeded') return null;
  const row = await db.stripePayment.findUnique({ where: { paymentIntentId: id } });
  if (row && (row.credited > 0n || row.problem)) return null; // one without an order waits for the operator
  const owner = await db.stripeCustomer.findUnique({ where: { customerId: String(customer) } });
  if (!row && !owner && !metadata.top_up) return null;
  const stripeSays = `succeeded, ${amount_received} cents`;
  return {
    kind: 'payment' as const,
    id,
    accountId: owner?.accountId ?? null,
    stripeSays,
    weSay: row?.status ?? 'unknown',
  };
}

async function compareRefunds(since: number): Promise<Comparison> {
  const from = Math.min(since, Math.floor(Date.now() / 1_000) - OPEN_DAYS * DAY_SECONDS);
  const differences: Difference[] = [];
  let checked = 0;
  for await (const { id, status, payment_intent } of stripe().refunds.list(listed(from))) {
    const payment = await db.stripePayment.findUnique({ where: { paymentIntentId: String(payment_intent) } });
    if (!payment) continue;
    checked += 1;
    const row = await db.stripeRefund.findUnique({ where: { refundId: id } });
    const isBooked = row !== null && (row.booked !== null || row.requestId !== null || !refundCounts(row.status));
    if (row?.status === status && (isBooked || payment.credited === 0n)) continue;
    differences.push({
      kind: 'refund',
      id,
      accountId: payment.accountId,
      stripeSays: String(status),
      weSay: row?.status ?? 'unknown',
    });
  }
  return { checked, differences };
}

const FINAL_DISPUTES = ['won', 'warning_closed', 'prevented'];

async function compareDisputes(since: number): Promise<Comparison> {
  const open = await db.stripeDispute.findMany({ where: { status: { notIn: FINAL_DISPUTES } } });
  const seen = new Map<string, Stripe.Dispute>();
  for await (const dispute of stripe().disputes.list(listed(since))) seen.set(dispute.id, dispute);
  for (const { disputeId: id } of open) {
    const dispute = seen.has(id) ? null : await find(() => stripe().disputes.retrieve(id));
    if (dispute) seen.set(id, dispute);
  }
  const differences: Difference[] = [];
  let checked = 0;
  for (const { id, status, payment_intent } of seen.values()) {
    const payment = await db.stripePayment.findUnique({ where: { paymentIntentId: String(payment_intent) } });
    if (!payment) continue;
    checked += 1;
    const row = await db.stripeDispute.findUnique({ where: { disputeId: id } });
    const isBooked = row !== null && (row.booked !== null || !disputeCounts(row.status));
    if (row?.status === status && (isBooked || payment.credited === 0n)) continue;
    differences.push({
      kind: 'dispute',
      id,
      accountId: payment.accountId,
      stripeSays: status,
      weSay: row?.status ?? 'unknown',
    });
  }
  return { checked, differences };
}

async function compareWarnings(since: number): Promise<Comparison> {
  const differences: Difference[] = [];
  let checked = 0;
  for await (const { id, payment_intent } of stripe().radar.earlyFraudWarnings.list(listed(since))) {
    const payment = await db.stripePayment.findUnique({ where: { paymentIntentId: String(payment_intent) } });
    if (!payment) continue;
    checked += 1;
    if ((await db.stripeFraudWarning.count({ where: { warningId: id } })) > 0) continue;
    differences.push({
      kind: 'fraud_warning',
      id,
      accountId: payment.accountId,
      stripeSays: 'warned',
      weSay: 'unknown',
    });
  }
  return { checked, differences };
}

/** Orders that are open here, although their checkout may have ended at Stripe. */
async function compareOrders(): Promise<Comparison> {
  const state = { in: ['created', 'processing'] satisfies ('created' | 'processing')[] };
  const open = await db.topUp.findMany({
    where: { kind: 'manual', state, sessionId: { not: null }, createdAt: { gt: monthAgo() } },
  });
  const differences: Difference[] = [];
  for (const { sessionId, accountId, state: weSay } of open) {
    const id = String(sessionId);
    const session = await find(() => stripe().checkout.sessions.retrieve(id));
    if (!session) continue;
    const isOpen = session.status === 'open' || (session.status === 'complete' && weSay === 'processing');
    const isPaid = session.payment_status === 'paid';
    if (isPaid || !isOpen)
      differences.push({
        kind: 'top_up',
        id,
        accountId,
        stripeSays: `${session.status}, ${session.payment_status}`,
        weSay,
      });
  }
  return { checked: open.length, differences };
}
