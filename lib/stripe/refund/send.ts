import 'server-only';
import type Stripe from 'stripe';
import { db } from '#lib/db/client.ts';
import { statement } from '#lib/db/statement.ts';
import { log } from '#lib/log.ts';
import { announcedTransaction } from '../announce.ts';
import { bookRefund } from '../apply-refund.ts';
import { bookReversals, lockPayment } from '../book-reversals.ts';
import { stripe } from '../client.ts';
import { isRefusal } from '../failure.ts';
import type { StripeNotice } from '../notices.ts';

/** Sends a refund request to Stripe; repeated calls, in any process, create one refund. */
export async function sendRefund(requestId: string): Promise<StripeNotice[]> {
  const request = await db.refundRequest.findUniqueOrThrow({ where: { id: requestId } });
  if (request.state !== 'requested' || request.refundId) return [];
  try {
    const refund = await findRefund(request);
    return await bookRefund(refund ?? (await createRefund(request)), request.paymentIntentId);
  } catch (err) {
    if (isRefusal(err)) return giveBack(request, err.message);
    // The outcome is unknown. The request stays open, and the same call is repeated.
    log.error({ event: 'refund_not_sent', err });
    return [];
  }
}

interface Request {
  id: string;
  accountId: string;
  paymentIntentId: string;
  cents: number;
}

/** Keys last a day, but requests stay open until answered: the refund of an earlier call is found by its metadata. */
async function findRefund({ id, paymentIntentId }: Request): Promise<Stripe.Refund | undefined> {
  const { data } = await stripe().refunds.list({ payment_intent: paymentIntentId, limit: 100 });
  return data.find(({ metadata }) => metadata?.refund_request === id);
}

const createRefund = ({ id, paymentIntentId, cents }: Request): Promise<Stripe.Refund> =>
  stripe().refunds.create(
    {
      payment_intent: paymentIntentId,
      amount: cents,
      reason: 'requested_by_customer',
      metadata: { refund_request: id },
    },
    { idempotencyKey: `refund:${id}` },
  );

const failRequest = statement<{ id: string }>(
  'stripe_fail_refund_request',
  `UPDATE refund_request SET state = 'failed', failure_reason = $2 WHERE id = $1 AND state = 'requested' RETURNING id`,
);

function giveBack({ id, paymentIntentId }: Request, reason: string): Promise<StripeNotice[]> {
  return announcedTransaction(async (database) => {
    const [payment] = await lockPayment(database, [paymentIntentId]);
    const [failed] = await failRequest(database, [id, reason]);
    return payment && failed ? bookReversals(database, payment) : [];
  });
}

/** Sends requests again that have no answer, as after a crash. Runs every minute. */
export async function resumeRefunds(nowMs = Date.now()): Promise<StripeNotice[]> {
  const open = await db.refundRequest.findMany({
    where: { state: 'requested', refundId: null, createdAt: { lt: new Date(nowMs - 30_000) } },
    orderBy: { createdAt: 'asc' },
    take: 100,
  });
  const notices: StripeNotice[] = [];
  for (const { id } of open) notices.push(...(await sendRefund(id)));
  return notices;
}
