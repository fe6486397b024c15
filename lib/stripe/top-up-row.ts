import 'server-only';
import type { TopUpKind, TopUpState } from '#lib/db/generated/enums.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { StripeNotice } from './notices.ts';
import { laterTopUpState } from './rules/statuses.ts';

interface Row {
  account_id: string;
  kind: TopUpKind;
  state: TopUpState;
}

const lockTopUp = statement<Row>(
  'stripe_lock_top_up',
  'SELECT account_id, kind, state FROM top_up WHERE id = $1 FOR UPDATE',
);

const updateTopUp = statement(
  'stripe_update_top_up',
  `UPDATE top_up SET state = $2::text::"TopUpState", failure_code = CASE WHEN $2::text = 'failed' THEN coalesce($3, failure_code) END,
     payment_intent_id = coalesce(payment_intent_id, $4), session_id = coalesce(session_id, $5),
     invoice_id = coalesce(invoice_id, $6), updated_at = now(),
     failed_charge_ids = CASE WHEN $7::text IS NULL OR $7 = ANY (failed_charge_ids) THEN failed_charge_ids
       ELSE failed_charge_ids || $7 END
   WHERE id = $1`,
);

const clearFailures = statement(
  'stripe_auto_top_up_worked',
  'UPDATE auto_top_up SET failures = 0, next_attempt_at = NULL WHERE account_id = $1',
);

interface Move {
  state: TopUpState;
  failureCode?: string | undefined;
  intentId?: string | null;
  sessionId?: string | null;
  invoiceId?: string | null;
  refusedChargeId?: string | null;
}

/** Moves an order forward, never back, and fills in missing values. @returns notices of the changes */
export async function moveTopUp(database: Database, id: string, move: Move): Promise<StripeNotice[]> {
  return (await advanceTopUp(database, id, move)).notices;
}

/** The same, with whether this call moved the order. */
export async function advanceTopUp(
  database: Database,
  id: string,
  move: Move,
): Promise<{ hasMoved: boolean; notices: StripeNotice[] }> {
  const [row] = await lockTopUp(database, [id]);
  if (!row) throw new Error(`The order ${id} is gone.`);
  const state = laterTopUpState(row.state, move.state);
  const { failureCode, intentId, sessionId, invoiceId, refusedChargeId } = move;
  const values = [failureCode, intentId, sessionId, invoiceId, refusedChargeId].map((value) => value ?? null);
  await updateTopUp(database, [id, state, ...values]);
  if (state === row.state) return { hasMoved: false, notices: [] };
  if (row.kind === 'automatic' && state === 'credited') await clearFailures(database, [row.account_id]);
  return { hasMoved: true, notices: toNotices(row, id, state, failureCode) };
}

function toNotices(
  { account_id: accountId, kind }: Row,
  topUpId: string,
  state: TopUpState,
  reason = 'declined',
): StripeNotice[] {
  const about = { accountId, topUpId };
  if (state === 'credited') return [{ kind: 'top_up_credited', ...about }];
  if (state === 'processing') return [{ kind: 'top_up_processing', ...about }];
  return state === 'failed' ? [{ kind: 'top_up_failed', ...about, isAutomatic: kind === 'automatic', reason }] : [];
}
