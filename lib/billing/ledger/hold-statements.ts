import 'server-only';
import { statement } from '#lib/db/statement.ts';
import type { BudgetSubject, BudgetWindow } from './hold.ts';
import { DRAWS, HAS_BEGUN, isCurrent, MOMENT, reachedCap, SPENT } from './windows.ts';

/** A request that was not placed, with the reason and the amounts left after the batch. */
export interface RefusedRow {
  /** Its index in the batch. */
  place: number;
  is_open: boolean;
  is_finished: boolean;
  is_suspended: boolean;
  /** Whether the process is registered: false before its first hold, and after it was struck off. */
  is_registered: boolean;
  available: bigint;
  debt: bigint;
  /** The caps that do not cover it. */
  reached: ReachedRow[] | null;
}

/** A cap as JSON: amounts are text, which keeps every digit. */
export interface ReachedRow {
  id: string;
  subject: BudgetSubject;
  subject_id: string;
  name: string | null;
  time_window: BudgetWindow;
  cap: string;
  used: string;
  ends_at: string | null;
}

/** The number of placed requests, on each row of a refused one; a single row when none was refused. */
type BatchRow = { placed: number } & (RefusedRow | { place: null });

/*
 * Locks the process (see `strikeOff`), the account, then the budgets in the order of their ids, and reads their current
 * rows. The new balance is computed from the locked row: PostgreSQL checks constraints first on the row of this
 * statement's snapshot, which may lack money that was returned meanwhile, or still have a debt that was paid. (The filter
 * on `account_id` is always true; it keeps the planner's row estimate small, and so one plan for all batches.)
 */
const ASKED = `
   WITH owner AS (
     SELECT id FROM gateway_process WHERE id = $3 FOR KEY SHARE
   ), locked AS (
     SELECT b.account_id, b.available, b.held, b.debt, b.budget_revision FROM account_balance b JOIN account a ON a.id = b.account_id
     WHERE b.account_id = $1 AND a.suspended_at IS NULL AND EXISTS (SELECT FROM owner) FOR UPDATE OF b
   ), payer AS (
     SELECT * FROM locked WHERE ${isCurrent('budget_revision')}
   ), moment AS (
     ${MOMENT}
   ), asked AS (
     SELECT x.*, (SELECT true FROM hold h WHERE h.request_id = x.request_id) IS NOT NULL AS is_open,
       (SELECT true FROM usage_record r WHERE r.request_id = x.request_id) IS NOT NULL AS is_finished
     FROM json_to_recordset($2::json)
       AS x (place int, request_id text, account_id text, key_id text, price_id text, amount bigint, tags text[], session_id text)
     WHERE x.account_id = $1
   )`;

const lockBudgets = (ids: string) => `
     payer CROSS JOIN moment CROSS JOIN LATERAL (
       SELECT * FROM budget WHERE id IN (${ids}) AND account_id = payer.account_id
       ORDER BY id FOR NO KEY UPDATE) b`;

const INSERT_HOLDS = `
     INSERT INTO hold (request_id, account_id, key_id, price_id, amount, tags, session_id, process_id, expires_at)
     SELECT request_id, account_id, key_id, price_id, amount, tags, nullif(session_id, ''), $3, now() + $4 * interval '1 millisecond'`;

/** Places a whole batch of new requests if the balance and every cap cover it; otherwise changes nothing and returns no row. */
export const placeWhole = statement<{ placed: number }>(
  'ledger_place_whole',
  `${ASKED}, drawn AS (
     SELECT b.id, sum(t.amount) AS amount
     FROM (
       SELECT key_id, tags, session_id, sum(amount) AS amount FROM asked GROUP BY key_id, tags, session_id
     ) t ${DRAWS}
     GROUP BY b.id
   ), budget_now AS (
     SELECT b.id, d.amount, (${SPENT} + b.held + d.amount <= b.cap) IS NOT FALSE AS fits
     FROM ${lockBudgets('SELECT id FROM drawn')} JOIN drawn d ON d.id = b.id
     WHERE ${HAS_BEGUN}
   ), whole AS (
     SELECT payer.available, payer.held, payer.debt, t.total, t.placed
     FROM payer CROSS JOIN (
       SELECT sum(amount) AS total, count(*)::int AS placed, bool_and(NOT is_open AND NOT is_finished) AS is_new FROM asked) t
     WHERE t.is_new AND t.total <= payer.available AND NOT EXISTS (SELECT FROM budget_now WHERE NOT fits)
   ), balance AS (
     UPDATE account_balance b SET available = whole.available - whole.total, held = whole.held + whole.total, debt = whole.debt
     FROM whole WHERE b.account_id = $1
   ), budgets AS (
     UPDATE budget b SET held = b.held + n.amount FROM budget_now n CROSS JOIN whole WHERE b.id = n.id
   ), holds AS (${INSERT_HOLDS}
     FROM asked CROSS JOIN whole
   )
   SELECT placed FROM whole`,
);

/*
 * Admits requests from the front while the running sums fit the balance and every cap; moves `available` to `held`;
 * inserts the holds. A request occurs once for each of its budgets, `nth` = 1, 2 …
 */
export const placeBatch = statement<BatchRow>(
  'ledger_place_hold',
  `${ASKED}, drawn AS (
     SELECT t.key_id, t.tags, t.session_id, b.id AS budget_id
     FROM (SELECT DISTINCT key_id, tags, session_id FROM asked) t ${DRAWS}
   ), budget_now AS (
     SELECT b.*, ${SPENT} + b.held AS used
     FROM ${lockBudgets('SELECT budget_id FROM drawn')}
     WHERE ${HAS_BEGUN}
   ), request AS (
     SELECT a.*, NOT a.is_open AND NOT a.is_finished AS is_new, n.id AS budget_id, n.cap, n.used,
       row_number() OVER (PARTITION BY a.place ORDER BY n.id) AS nth
     FROM asked a LEFT JOIN drawn d ON d.key_id = a.key_id AND d.tags = a.tags AND d.session_id = a.session_id
     LEFT JOIN budget_now n ON n.id = d.budget_id
   ), running AS (
     SELECT *, sum(amount) FILTER (WHERE is_new AND nth = 1) OVER (ORDER BY place) AS of_payer,
       sum(amount) FILTER (WHERE is_new) OVER (PARTITION BY budget_id ORDER BY place) AS of_budget
     FROM request
   ), judged AS (
     SELECT r.*, payer.available, payer.debt, r.is_new AND (r.of_payer <= payer.available) IS TRUE
         AND bool_and((r.used + r.of_budget <= r.cap) IS NOT FALSE) OVER (PARTITION BY r.place) AS is_placed
     FROM running r LEFT JOIN payer ON true
   ), balance AS (
     UPDATE account_balance b SET available = payer.available - t.amount, held = payer.held + t.amount, debt = payer.debt
     FROM payer CROSS JOIN (SELECT sum(amount) AS amount FROM judged WHERE is_placed AND nth = 1) t
     WHERE b.account_id = $1 AND t.amount > 0
   ), budgets AS (
     UPDATE budget b SET held = b.held + t.amount
     FROM (SELECT budget_id, sum(amount) AS amount FROM judged WHERE is_placed GROUP BY budget_id) t
     WHERE b.id = t.budget_id
   ), holds AS (${INSERT_HOLDS}
     FROM judged WHERE is_placed AND nth = 1
   ), taken AS (
     SELECT *, coalesce(sum(amount) FILTER (WHERE is_placed AND nth = 1) OVER (), 0) AS from_payer,
       coalesce(sum(amount) FILTER (WHERE is_placed) OVER (PARTITION BY budget_id), 0) AS from_budget
     FROM judged
   )
   SELECT batch.placed, refused.*
   FROM (SELECT count(*) FILTER (WHERE is_placed AND nth = 1)::int AS placed FROM judged) batch
   LEFT JOIN (
     SELECT t.place, t.is_open, t.is_finished, EXISTS (SELECT FROM owner) AS is_registered,
       EXISTS (SELECT FROM account WHERE id = $1 AND suspended_at IS NOT NULL) AS is_suspended,
       (coalesce(t.available, 0) - t.from_payer)::bigint AS available, coalesce(t.debt, 0) AS debt,
       json_agg(${reachedCap('(b.used + t.from_budget)')}) FILTER (WHERE b.used + t.from_budget + t.amount > b.cap) AS reached
     FROM taken t CROSS JOIN moment LEFT JOIN budget_now b ON b.id = t.budget_id
     WHERE NOT t.is_placed GROUP BY t.place, t.is_open, t.is_finished, t.available, t.debt, t.from_payer) refused ON true`,
);
