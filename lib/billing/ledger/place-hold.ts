import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { AppError } from '#lib/errors.ts';
import type { Answer } from './combiner.ts';
import type { BudgetSubject, BudgetWindow, HoldRequest, HoldResult } from './hold.ts';
import { toVerdict, type Verdict } from './hold-verdict.ts';
import { beat } from './process.ts';
import { retryConflicts } from './transient.ts';
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
 * rows; admits requests from the front while the running sums fit the balance and every cap; moves `available` to
 * `held`; inserts the holds. The new balance is computed from the locked row: PostgreSQL checks constraints first on
 * the row of this statement's snapshot, which may lack money that was returned meanwhile, or still have a debt that was
 * paid. A request occurs once for each of its budgets, `nth` = 1, 2 … (The filter on `account_id` is always true; it
 * keeps the planner's row estimate small, and so one plan for all batches.)
 */
const placeBatch = statement<BatchRow>(
  'ledger_place_hold',
  `WITH owner AS (
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
   ), drawn AS (
     SELECT t.key_id, t.tags, t.session_id, b.id AS budget_id
     FROM (SELECT DISTINCT key_id, tags, session_id FROM asked) t ${DRAWS}
   ), budget_now AS (
     SELECT b.*, ${SPENT} + b.held AS used
     FROM payer CROSS JOIN moment CROSS JOIN LATERAL (
       SELECT * FROM budget WHERE id IN (SELECT budget_id FROM drawn) AND account_id = payer.account_id
       ORDER BY id FOR NO KEY UPDATE) b
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
   ), holds AS (
     INSERT INTO hold (request_id, account_id, key_id, price_id, amount, tags, session_id, process_id, expires_at)
     SELECT request_id, account_id, key_id, price_id, amount, tags, nullif(session_id, ''), $3, now() + $4 * interval '1 millisecond'
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

export interface HoldOwner {
  processId: string;
  ttlMs: number;
}

const REPEATED: ReadonlySet<Verdict | undefined> = new Set(['again', 'unregistered'] as const);

/**
 * Places all holds of one account that fit, in order, each once even if repeated. Requests behind one that does not fit
 * are tried again without it, so that every refusal was correct when it was made, and no request starves.
 */
export async function placeHolds(
  database: Database,
  owner: HoldOwner,
  accountId: string,
  requests: readonly HoldRequest[],
): Promise<Answer<HoldResult>[]> {
  const verdicts = new Map<string, Verdict>();
  let pending = [...new Map(requests.map((request) => [request.requestId, request])).values()];
  while (pending.length > 0) {
    const refused = await placeOnce(database, owner, accountId, pending);
    pending.forEach(
      ({ requestId, amount }, place) => void verdicts.set(requestId, toVerdict(refused.get(place), amount)),
    );
    if ([...verdicts.values()].includes('unregistered')) await beat(database, [owner.processId]);
    pending = pending.filter(({ requestId }) => REPEATED.has(verdicts.get(requestId)));
  }
  return requests.map(({ requestId }) => toAnswer(verdicts.get(requestId)));
}

/** The refused requests of the batch, by index. */
async function placeOnce(
  database: Database,
  owner: HoldOwner,
  accountId: string,
  requests: readonly HoldRequest[],
): Promise<Map<number, RefusedRow>> {
  const rows = await retryConflicts(() => placeBatch(database, toValues(owner, accountId, requests)));
  const refused = rows.filter((row) => row.place !== null);
  // A request that is not refused may spend, so a missing row must not be read as a placed hold.
  if (rows[0]?.placed !== requests.length - refused.length) throw new Error('The database left a hold unanswered.');
  return new Map(refused.map((row) => [row.place, row]));
}

const toValues = ({ processId, ttlMs }: HoldOwner, accountId: string, requests: readonly HoldRequest[]) => [
  accountId,
  JSON.stringify(requests.map((request, place) => toRow(request, place, accountId))),
  processId,
  ttlMs,
];

const toRow = (
  { requestId, keyId, priceId, amount, tags = [], sessionId }: HoldRequest,
  place: number,
  accountId: string,
) => ({
  place,
  request_id: requestId,
  account_id: accountId,
  key_id: keyId,
  price_id: priceId,
  amount: amount.toString(),
  tags,
  session_id: sessionId ?? '',
});

function toAnswer(verdict: Verdict | undefined): Answer<HoldResult> {
  if (verdict === 'suspended') return new AppError('account_suspended', 'This account is suspended.');
  if (verdict === 'finished') return new AppError('conflict', 'This request has been settled or released already.');
  if (verdict === undefined || verdict === 'again' || verdict === 'unregistered')
    return new Error('A hold was left without a verdict.');
  return verdict;
}
