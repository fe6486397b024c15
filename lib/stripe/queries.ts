import 'server-only';
import { db } from '#lib/db/client.ts';
import type { Prisma } from '#lib/db/generated/client.ts';
import { AppError } from '#lib/errors.ts';

const topUpSummary = {
  id: true,
  kind: true,
  state: true,
  netCents: true,
  failureCode: true,
  createdAt: true,
} satisfies Prisma.TopUpSelect;

export type TopUpSummary = Prisma.TopUpGetPayload<{ select: typeof topUpSummary }>;

/** The state of an order. @throws not_found, also for another account's */
export async function getTopUp(accountId: string, id: string): Promise<TopUpSummary> {
  const topUp = await db.topUp.findFirst({ where: { id, accountId }, select: topUpSummary });
  if (!topUp) throw new AppError('not_found', 'There is no such top-up.');
  return topUp;
}

export const findTopUpOfSession = (accountIds: string[], sessionId: string) =>
  db.topUp.findFirst({
    where: { accountId: { in: accountIds }, sessionId },
    select: { id: true, accountId: true },
  });

/** Newest first. */
export const listTopUps = (accountId: string, limit = 50): Promise<TopUpSummary[]> =>
  db.topUp.findMany({
    where: { accountId },
    select: topUpSummary,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });

/** The credited payments, with their tax and reversals. */
export const listPayments = (accountId: string, limit = 50) =>
  db.stripePayment.findMany({
    where: { accountId, credited: { gt: 0 } },
    orderBy: { createdAt: 'desc' },
    take: limit,
  });

const paymentSummary = {
  totalCents: true,
  netCents: true,
  taxCents: true,
  credited: true,
  takenBack: true,
  creditedAt: true,
  presentmentCurrency: true,
  presentmentAmount: true,
} satisfies Prisma.StripePaymentSelect;

export type PaymentSummary = Prisma.StripePaymentGetPayload<{ select: typeof paymentSummary }>;

/** The payment of an order; null before it is paid. */
export const findPayment = (accountId: string, topUpId: string): Promise<PaymentSummary | null> =>
  db.stripePayment.findFirst({ where: { accountId, topUpId, credited: { gt: 0 } }, select: paymentSummary });

/** All data about an account's payments, for the export of a user's data. */
export async function exportPayments(accountId: string) {
  const mine = { where: { accountId } };
  const [customer, topUps, payments, refundRequests, autoTopUp] = await Promise.all([
    db.stripeCustomer.findUnique(mine),
    db.topUp.findMany(mine),
    db.stripePayment.findMany(mine),
    db.refundRequest.findMany(mine),
    db.autoTopUp.findUnique(mine),
  ]);
  return { customer, topUps, payments, refundRequests, autoTopUp };
}

/** The time and result of the last reconciliation. */
export const findLastReconciliation = () => db.stripeReconciliation.findFirst({ orderBy: { id: 'desc' } });

const OPEN_DISPUTES = ['needs_response', 'warning_needs_response', 'appeal_needs_response'];

/** The tasks of the operator, the most urgent first. */
export async function operatorQueue() {
  const [unmatched, failedRefunds, disputes, warnings, deliveries] = await Promise.all([
    db.stripePayment.findMany({ where: { problem: { not: null } }, orderBy: { createdAt: 'desc' }, take: 100 }),
    db.stripeRefund.findMany({ where: { status: 'failed' }, orderBy: { createdAt: 'desc' }, take: 100 }),
    db.stripeDispute.findMany({ where: { status: { in: OPEN_DISPUTES } }, orderBy: { dueBy: 'asc' }, take: 100 }),
    db.stripeFraudWarning.findMany({ where: { isActionable: true }, orderBy: { createdAt: 'desc' }, take: 100 }),
    db.stripeDelivery.findMany({ where: { appliedAt: null }, orderBy: { receivedAt: 'desc' }, take: 100 }),
  ]);
  return { unmatched, failedRefunds, disputes, warnings, deliveries };
}
