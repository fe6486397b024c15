import 'server-only';
import { statement } from '#lib/db/statement.ts';
import { announcedTransaction } from './announce.ts';
import { retrieve } from './apply-payment.ts';
import { paymentFirst } from './apply-refund.ts';
import { suspendAutoTopUp } from './auto/suspend.ts';
import { lockPayment } from './book-reversals.ts';
import { stripe } from './client.ts';
import { toId } from './find-order.ts';
import type { StripeNotice } from './notices.ts';

const addWarning = statement<{ warning_id: string }>(
  'stripe_add_fraud_warning',
  `INSERT INTO stripe_fraud_warning (warning_id, payment_intent_id, is_actionable, created_at)
   VALUES ($1, $2, $3, to_timestamp($4)) ON CONFLICT DO NOTHING RETURNING warning_id`,
);

const updateWarning = statement(
  'stripe_update_fraud_warning',
  'UPDATE stripe_fraud_warning SET is_actionable = $2 WHERE warning_id = $1',
);

/** A warning moves no money. It suspends automatic top-ups and asks the operator whether to refund. */
export async function applyFraudWarning(warningId: string): Promise<StripeNotice[]> {
  const warning = await retrieve(warningId, () => stripe().radar.earlyFraudWarnings.retrieve(warningId));
  const intentId = toId(warning.payment_intent);
  const notices = intentId === null ? null : await paymentFirst(intentId);
  if (intentId === null || notices === null) return [];
  const added = await announcedTransaction(async (database) => {
    const [payment] = await lockPayment(database, [intentId]);
    const [isNew] = await addWarning(database, [warningId, intentId, warning.actionable, warning.created]);
    if (!isNew) await updateWarning(database, [warningId, warning.actionable]);
    const accountId = payment?.account_id;
    if (!isNew || !accountId || !warning.actionable) return [];
    const suspended = await suspendAutoTopUp(database, accountId, 'fraud_warning');
    return [{ kind: 'fraud_warning' as const, accountId, paymentIntentId: intentId }, ...suspended];
  });
  return [...notices, ...added];
}
