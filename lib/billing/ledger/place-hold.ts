import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { AppError } from '#lib/errors.ts';
import type { Answer } from './combiner.ts';
import type { HoldRequest, HoldResult } from './hold.ts';
import { toVerdict, type Verdict } from './hold-verdict.ts';
import { beat } from './process.ts';
import { retryConflicts } from './transient.ts';
import { SPENT_DAY, SPENT_MONTH, TODAY, WINDOW_ENDS } from './windows.ts';

/** A request that was not placed: why, and what is left of the account and of the key after the batch. */
export interface RefusedRow {
  /** Which of the batch, from 0. */
  place: number;
  is_open: boolean;
  is_finished: boolean;
  is_suspended: boolean;
  /** The process is known. It is not before its first hold, or after it was taken for dead. */
  is_registered: boolean;
  available: bigint;
  cap_total: bigint | null;
  cap_day: bigint | null;
  cap_month: bigint | null;
  used_total: bigint;
  used_day: bigint;
  used_month: bigint;
  next_day: Date;
  next_month: Date;
}

/** How many were placed, beside each that was not; when all were, one row says so. */
type BatchRow = { placed: number } & (RefusedRow | { place: null });

/*
 * Locks the process (see `strikeOff`), the account, then the keys’ budgets, and reads both fresh; grants from the front as long as
 * the running sums fit the balance and every cap; moves `available` to `held`; adds the holds. The new balance is computed
 * from the row as it was locked: PostgreSQL checks constraints first on the row this statement's snapshot shows, and to that
 * older row, money that came back meanwhile would be missing. A day that began meanwhile counts as today.
 * (The filter on `account_id` is always true; it keeps the planner's guess, and so its one plan for all batches, small.)
 */
const placeBatch = statement<BatchRow>(
  'ledger_place_hold',
  `WITH owner AS (
     SELECT id FROM gateway_process WHERE id = $3 FOR KEY SHARE
   ), payer AS (
     SELECT b.account_id, b.available, b.held FROM account_balance b JOIN account a ON a.id = b.account_id
     WHERE b.account_id = $1 AND a.suspended_at IS NULL AND EXISTS (SELECT FROM owner) FOR UPDATE OF b
   ), today AS (
     ${TODAY}
   ), asked AS (
     SELECT x.*, (SELECT true FROM hold h WHERE h.request_id = x.request_id) IS NOT NULL AS is_open,
       (SELECT true FROM usage_record r WHERE r.request_id = x.request_id) IS NOT NULL AS is_finished
     FROM json_to_recordset($2::json)
       AS x (place int, request_id text, account_id text, key_id text, price_id text, amount bigint)
     WHERE x.account_id = $1
   ), budget AS (
     SELECT q.key_id, k.key_id AS budget_id, k.cap_total, k.cap_day, k.cap_month, k.spent_total + k.held AS used_total,
       ${SPENT_DAY} + k.held AS used_day, ${SPENT_MONTH} + k.held AS used_month
     FROM payer CROSS JOIN today CROSS JOIN (SELECT DISTINCT key_id FROM asked) q JOIN api_key ON api_key.id = q.key_id
     CROSS JOIN LATERAL (
       SELECT * FROM key_budget WHERE key_id = api_key.budget_id AND payer.account_id IS NOT NULL FOR NO KEY UPDATE) k
   ), running AS (
     SELECT *, sum(amount) FILTER (WHERE NOT is_open AND NOT is_finished) OVER (ORDER BY place) AS of_payer,
       sum(amount) FILTER (WHERE NOT is_open AND NOT is_finished) OVER (PARTITION BY budget_id ORDER BY place) AS of_budget
     FROM asked LEFT JOIN budget USING (key_id)
   ), judged AS (
     SELECT r.*, payer.available, NOT r.is_open AND NOT r.is_finished AND (r.of_payer <= payer.available) IS TRUE
         AND (r.used_total + r.of_budget <= r.cap_total) IS NOT FALSE
         AND (r.used_day + r.of_budget <= r.cap_day) IS NOT FALSE
         AND (r.used_month + r.of_budget <= r.cap_month) IS NOT FALSE AS is_placed
     FROM running r LEFT JOIN payer ON true
   ), balance AS (
     UPDATE account_balance b SET available = payer.available - t.amount, held = payer.held + t.amount
     FROM payer CROSS JOIN (SELECT sum(amount) AS amount FROM judged WHERE is_placed) t
     WHERE b.account_id = $1 AND t.amount > 0
   ), budgets AS (
     UPDATE key_budget k SET held = k.held + t.amount
     FROM (SELECT budget_id, sum(amount) AS amount FROM judged WHERE is_placed GROUP BY budget_id) t
     WHERE k.key_id = t.budget_id
   ), holds AS (
     INSERT INTO hold (request_id, account_id, key_id, price_id, amount, process_id, expires_at)
     SELECT request_id, account_id, key_id, price_id, amount, $3, now() + $4 * interval '1 millisecond'
     FROM judged WHERE is_placed
   ), taken AS (
     SELECT *, coalesce(sum(amount) FILTER (WHERE is_placed) OVER (), 0) AS from_payer,
       coalesce(sum(amount) FILTER (WHERE is_placed) OVER (PARTITION BY budget_id), 0) AS from_budget
     FROM judged
   )
   SELECT batch.placed, refused.*
   FROM (SELECT count(*) FILTER (WHERE is_placed)::int AS placed FROM judged) batch
   LEFT JOIN (
     SELECT place, is_open, is_finished, EXISTS (SELECT FROM owner) AS is_registered,
       EXISTS (SELECT FROM account WHERE id = $1 AND suspended_at IS NOT NULL) AS is_suspended,
       (coalesce(available, 0) - from_payer)::bigint AS available, cap_total, cap_day, cap_month,
       (coalesce(used_total, 0) + from_budget)::bigint AS used_total,
       (coalesce(used_day, 0) + from_budget)::bigint AS used_day,
       (coalesce(used_month, 0) + from_budget)::bigint AS used_month,
       ${WINDOW_ENDS}
     FROM taken CROSS JOIN today WHERE NOT is_placed) refused ON true`,
);

export interface HoldOwner {
  processId: string;
  ttlMs: number;
}

const REPEATED: ReadonlySet<Verdict | undefined> = new Set(['again', 'unregistered'] as const);

/**
 * Places what fits, in order, each once however often it is asked for; all of one account. Those behind one that does
 * not fit are asked again without it, so that every refusal was right at the moment it was made, and nobody starves.
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

/** Those of the batch that were not placed, by their place in it. */
async function placeOnce(
  database: Database,
  owner: HoldOwner,
  accountId: string,
  requests: readonly HoldRequest[],
): Promise<Map<number, RefusedRow>> {
  const rows = await retryConflicts(() => placeBatch(database, toValues(owner, accountId, requests)));
  const refused = rows.filter((row) => row.place !== null);
  // Whoever is not refused may spend, so a request about which nothing was said must not pass for placed.
  if (rows[0]?.placed !== requests.length - refused.length) throw new Error('The database left a hold unanswered.');
  return new Map(refused.map((row) => [row.place, row]));
}

const toValues = ({ processId, ttlMs }: HoldOwner, accountId: string, requests: readonly HoldRequest[]) => [
  accountId,
  JSON.stringify(requests.map((request, place) => toRow(request, place, accountId))),
  processId,
  ttlMs,
];

const toRow = ({ requestId, keyId, priceId, amount }: HoldRequest, place: number, accountId: string) => ({
  place,
  request_id: requestId,
  account_id: accountId,
  key_id: keyId,
  price_id: priceId,
  amount: amount.toString(),
});

function toAnswer(verdict: Verdict | undefined): Answer<HoldResult> {
  if (verdict === 'suspended') return new AppError('account_suspended', 'This account is suspended.');
  if (verdict === 'finished') return new AppError('conflict', 'This request has been settled or released already.');
  if (verdict === undefined || verdict === 'again' || verdict === 'unregistered')
    return new Error('A hold was left without a verdict.');
  return verdict;
}
