import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import type { StripeNotice, SuspensionReason } from '../notices.ts';

const suspend = statement<{ account_id: string }>(
  'stripe_suspend_auto_top_up',
  `UPDATE auto_top_up SET suspended_at = now(), suspension_reason = $2,
     suspended_fingerprint = (SELECT card_fingerprint FROM stripe_customer c WHERE c.account_id = $1)
   WHERE account_id = $1 AND is_on AND suspended_at IS NULL RETURNING account_id`,
);

/** Suspends automatic top-ups until another card is saved or a member agrees again. */
export async function suspendAutoTopUp(
  database: Database,
  accountId: string,
  reason: SuspensionReason,
): Promise<StripeNotice[]> {
  const [row] = await suspend(database, [accountId, reason]);
  return row ? [{ kind: 'auto_top_up_suspended', accountId, reason }] : [];
}
