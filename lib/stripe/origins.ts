import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

const listOrigins = statement<{ cause: string; top_up_id: string }>(
  'stripe_origins',
  `SELECT cause, p.top_up_id FROM (SELECT cause, split_part(cause, ':', 2) AS id FROM unnest($1::text[]) cause) c
   JOIN stripe_payment p ON p.payment_intent_id = coalesce(
     (SELECT payment_intent_id FROM stripe_refund WHERE refund_id = c.id),
     (SELECT payment_intent_id FROM stripe_dispute WHERE dispute_id = c.id),
     (SELECT payment_intent_id FROM refund_request WHERE id = c.id), c.id)
   WHERE p.account_id = $2 AND p.top_up_id IS NOT NULL`,
);

/** The top-up behind each ledger cause: of a payment, a refund or a dispute. */
export async function topUpsOfCauses(
  accountId: string,
  causes: readonly string[],
  database: Database = pool(),
): Promise<Map<string, string>> {
  const ours = causes.filter((cause) => /^(?:stripe|refund):/.test(cause));
  if (ours.length === 0) return new Map();
  const rows = await listOrigins(database, [ours, accountId]);
  return new Map(rows.map(({ cause, top_up_id }) => [cause, top_up_id]));
}
