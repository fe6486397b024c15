import 'server-only';
import { db } from '#lib/db/client.ts';
import { pool } from '#lib/db/pool.ts';
import { statement } from '#lib/db/statement.ts';
import { announcedTransaction } from './announce.ts';
import { applyPayment, isSettled, retrieve } from './apply-payment.ts';
import { stripe } from './client.ts';
import { orderOfSession, toId } from './find-order.ts';
import type { StripeNotice } from './notices.ts';
import { MAX_REFUSED_CARDS } from './rules/limits.ts';
import { syncCard } from './saved-card.ts';
import { moveTopUp } from './top-up-row.ts';

const findIntent = statement<{ payment_intent_id: string }>(
  'stripe_intent_of_session',
  'SELECT payment_intent_id FROM top_up WHERE session_id = $1 AND payment_intent_id IS NOT NULL',
);

/** Updates our rows to the current state of a checkout at Stripe: its payment, its card, its expiry. */
export async function applySession(sessionId: string): Promise<StripeNotice[]> {
  const [known] = await findIntent(pool(), [sessionId]);
  if (known && (await isSettled(known.payment_intent_id))) return [];
  const session = await retrieve(sessionId, () => stripe().checkout.sessions.retrieve(sessionId));
  const intentId = toId(session.payment_intent);
  const notices = intentId ? await applyPayment(intentId) : [];
  const customerId = toId(session.customer);
  const mayHaveSavedCard = session.mode === 'setup' || notices.length > 0;
  if (session.status === 'complete' && customerId && mayHaveSavedCard) await syncCard(customerId);
  if (session.status !== 'expired' || intentId) return notices;
  const order = await orderOfSession(session);
  if (!order) return notices;
  const ended = { state: 'failed', failureCode: 'expired', sessionId } as const;
  return announcedTransaction((database) => moveTopUp(database, order.topUp.id, ended));
}

/** Ends a checkout after several refused cards, which suggest card testing. */
export async function stopCardTesting(intentId: string): Promise<void> {
  const topUp = await db.topUp.findUnique({ where: { paymentIntentId: intentId } });
  if (!topUp?.sessionId || topUp.state !== 'created' || topUp.failedChargeIds.length < MAX_REFUSED_CARDS) return;
  const session = await stripe().checkout.sessions.retrieve(topUp.sessionId);
  if (session.status === 'open') await stripe().checkout.sessions.expire(session.id);
}
