import { DRAWS, ENDS, HAS_BEGUN, MOMENT, SPENT, STARTS } from './windows.ts';

/**
 * The assignments that return an amount to the balance of `payer`. It pays a debt first, so that credit and debt
 * exclude each other.
 */
export const givingBack = (amount: string) => `
  available = greatest(payer.available - payer.debt + ${amount}, 0), debt = greatest(payer.debt - payer.available - (${amount}), 0)`;

/*
 * Books a settlement. It is the tail of a statement that defines `settled (request_id, key_id, tags, session_id,
 * model, held, charged, absorbed)` for the account in $1, and its locked row as `payer (available, held, debt)`. The rest of the
 * hold is returned, the budgets' spend is updated (an ended window starts at zero), and the movement is recorded. A
 * balance below the threshold of automatic top-ups adds its job, unless one is queued already; likewise a balance that
 * became low, and a budget that passes its alert percentage or amount. The absorbed amount is revenue at list price, paid
 * by the house.
 */
export const BOOK_SETTLED = `
  balance AS (
    UPDATE account_balance b SET ${givingBack('t.held - t.charged')}, held = payer.held - t.held
    FROM payer CROSS JOIN (SELECT sum(held) AS held, sum(charged) AS charged FROM settled) t
    WHERE b.account_id = $1 AND t.held + t.charged > 0
    RETURNING b.available, b.available + b.held AS owned, b.low_at
  ), low_balance AS (
    INSERT INTO job (kind, subject, payload)
    SELECT 'low_balance', 'low_balance:' || $1, jsonb_build_object('accountId', $1)
    FROM balance CROSS JOIN payer WHERE balance.owned < balance.low_at AND payer.available + payer.held >= balance.low_at
    ON CONFLICT DO NOTHING
  ), top_up AS (
    INSERT INTO job (kind, subject, payload)
    SELECT 'auto_top_up', 'auto_top_up:' || a.account_id, jsonb_build_object('accountId', a.account_id)
    FROM auto_top_up a CROSS JOIN balance
    WHERE a.account_id = $1 AND a.is_on AND a.suspended_at IS NULL AND balance.available < a.threshold
      AND (a.next_attempt_at <= now()) IS NOT FALSE
    ON CONFLICT DO NOTHING
  ), moment AS (
    ${MOMENT}
  ), drawn AS (
    SELECT b.id, sum(t.held) AS held, sum(t.charged) AS charged
    FROM (
      SELECT key_id, tags, session_id, sum(held) AS held, sum(charged) AS charged FROM settled GROUP BY key_id, tags, session_id
    ) t ${DRAWS}
    GROUP BY b.id
  ), budgets AS (
    UPDATE budget b SET held = CASE WHEN ${HAS_BEGUN} THEN b.held - d.held END, spent = ${SPENT} + d.charged,
      starts_at = ${STARTS}, ends_at = ${ENDS}
    FROM drawn d CROSS JOIN moment
    WHERE b.id = d.id
    RETURNING b.id, b.starts_at, b.spent, d.charged, b.alert_amount,
      b.cap::numeric * b.alert_percent / 100 AS alert_share
  ), alerts AS (
    INSERT INTO job (kind, subject, payload)
    SELECT 'cap_alert', 'cap_alert:' || id || ':' || starts_at || ':' || alert.kind,
      jsonb_build_object('budgetId', id, 'spent', spent::text, 'alert', alert.kind)
    FROM budgets CROSS JOIN LATERAL (VALUES ('percent', alert_share), ('amount', alert_amount)) alert (kind, at)
    WHERE spent >= alert.at AND spent - charged < alert.at
    ON CONFLICT DO NOTHING
  ), movements AS (
    INSERT INTO ledger_transaction (id, kind, cause, account_id)
    SELECT replace(request_id, 'req_', 'txn_'), 'charge', 'request:' || request_id, $1
    FROM settled WHERE charged + absorbed > 0
  ), entries AS (
    INSERT INTO ledger_entry (transaction_id, ledger_account, amount)
    SELECT replace(s.request_id, 'req_', 'txn_'), side.ledger_account, side.amount
    FROM settled s CROSS JOIN LATERAL (VALUES
      ('customer:' || $1, -s.charged),
      ('revenue:' || s.model, s.charged + s.absorbed),
      ('absorbed', -s.absorbed)) AS side (ledger_account, amount)
    WHERE side.amount <> 0
  )`;
