import 'server-only';
import { pool } from '#lib/db/pool.ts';
import type { Database } from '#lib/db/statement.ts';

/*
 * A payment's row and the ledger entries under its causes must agree: on its credit, and on the amounts that refunds,
 * requests and disputes took and returned.
 */
const BROKEN = `
  SELECT subject FROM (
    SELECT payment_intent_id AS subject, credited - taken_back AS amount FROM stripe_payment
    UNION ALL
    SELECT c.payment_intent_id, -e.amount FROM (
      SELECT 'stripe:' || payment_intent_id AS cause, payment_intent_id FROM stripe_payment
      UNION ALL SELECT 'stripe:' || refund_id || s.suffix, payment_intent_id FROM stripe_refund, (VALUES (''), (':failed')) s (suffix)
      UNION ALL SELECT 'refund:' || id || s.suffix, payment_intent_id FROM refund_request, (VALUES (''), (':failed')) s (suffix)
      UNION ALL SELECT 'stripe:' || dispute_id || s.suffix, payment_intent_id FROM stripe_dispute, (VALUES (':opened'), (':won')) s (suffix)
    ) c JOIN ledger_transaction t ON t.cause = c.cause
      JOIN ledger_entry e ON e.transaction_id = t.id AND e.ledger_account LIKE 'customer:%'
  ) side GROUP BY subject HAVING sum(amount) <> 0`;

/** Ledger movements of Stripe's money without a row of ours. */
const UNACCOUNTED = `
  SELECT sum(e.amount)::text AS subject FROM ledger_entry e WHERE e.ledger_account = 'stripe'
  HAVING coalesce(sum(e.amount), 0) <> -(SELECT coalesce(sum(credited - taken_back), 0) FROM stripe_payment)`;

/** The payments on which rows and ledger differ. Empty when the books agree. */
export async function checkStripeBooks(database: Database = pool()): Promise<string[]> {
  const { rows: broken } = await database.query<{ subject: string }>(BROKEN);
  const { rows: unaccounted } = await database.query<{ subject: string }>(UNACCOUNTED);
  return [...broken.map(({ subject }) => subject), ...unaccounted.map(({ subject }) => `stripe ${subject}`)];
}
