import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { AppError } from '#lib/errors.ts';
import type { Outcome } from './combiner.ts';
import type { HoldRequest, HoldResult } from './hold.ts';
import { toVerdict, type Verdict } from './hold-verdict.ts';
import { retryConflicts } from './transient.ts';

/** After the batch: what is left of the account and of the key, so that a refusal can say why. */
export interface HoldRow {
  request_id: string;
  is_placed: boolean;
  is_open: boolean;
  is_finished: boolean;
  is_suspended: boolean;
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

/*
 * Locks the account, then the keys, and reads both fresh; grants from the front as long as the running sums fit the
 * balance and every cap; moves `available` to `held`; adds the holds. A row that another transaction changed meanwhile is
 * read again under the lock, and a day that began meanwhile counts as today.
 */
const placeBatch = statement<HoldRow>(
  'ledger_place_hold',
  `WITH payer AS (
     SELECT b.account_id, b.available FROM account_balance b JOIN account a ON a.id = b.account_id
     WHERE b.account_id = $1 AND a.suspended_at IS NULL FOR UPDATE OF b
   ), today AS (
     SELECT (now() AT TIME ZONE 'utc')::date AS day, date_trunc('month', now() AT TIME ZONE 'utc')::date AS month
   ), asked AS (
     SELECT x.*, (SELECT true FROM hold h WHERE h.request_id = x.request_id) IS NOT NULL AS is_open,
       (SELECT true FROM usage_record r WHERE r.request_id = x.request_id) IS NOT NULL AS is_finished
     FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[]) WITH ORDINALITY
       AS x (request_id, key_id, price_id, amount, place)
   ), budget AS (
     SELECT k.key_id, k.cap_total, k.cap_day, k.cap_month, k.spent_total + k.held AS used_total,
       CASE WHEN k.day >= today.day THEN k.spent_day ELSE 0 END + k.held AS used_day,
       CASE WHEN k.month >= today.month THEN k.spent_month ELSE 0 END + k.held AS used_month
     FROM payer CROSS JOIN today CROSS JOIN (SELECT DISTINCT key_id FROM asked) q
     CROSS JOIN LATERAL (
       SELECT * FROM key_budget WHERE key_id = q.key_id AND payer.account_id IS NOT NULL FOR UPDATE) k
   ), running AS (
     SELECT asked.*, sum(amount) OVER (ORDER BY place) AS of_payer,
       sum(amount) OVER (PARTITION BY key_id ORDER BY place) AS of_key
     FROM asked WHERE NOT is_open AND NOT is_finished
   ), placed AS (
     SELECT r.* FROM payer CROSS JOIN running r LEFT JOIN budget b USING (key_id)
     WHERE r.of_payer <= payer.available
       AND (b.used_total + r.of_key <= b.cap_total) IS NOT FALSE
       AND (b.used_day + r.of_key <= b.cap_day) IS NOT FALSE
       AND (b.used_month + r.of_key <= b.cap_month) IS NOT FALSE
   ), taken AS (
     SELECT coalesce(sum(amount), 0) AS amount FROM placed
   ), taken_by_key AS (
     SELECT key_id, sum(amount) AS amount FROM placed GROUP BY key_id
   ), balance AS (
     UPDATE account_balance b SET available = b.available - taken.amount, held = b.held + taken.amount
     FROM taken WHERE b.account_id = $1 AND taken.amount > 0
   ), budgets AS (
     UPDATE key_budget k SET held = k.held + t.amount FROM taken_by_key t WHERE k.key_id = t.key_id
   ), holds AS (
     INSERT INTO hold (request_id, account_id, key_id, price_id, amount, process_id, expires_at)
     SELECT request_id, $1, key_id, price_id, amount, $6, now() + $7 * interval '1 millisecond' FROM placed
   )
   SELECT a.request_id, p.request_id IS NOT NULL AS is_placed, a.is_open, a.is_finished,
     EXISTS (SELECT FROM account WHERE id = $1 AND suspended_at IS NOT NULL) AS is_suspended,
     (coalesce(payer.available, 0) - taken.amount)::bigint AS available, b.cap_total, b.cap_day, b.cap_month,
     (coalesce(b.used_total, 0) + coalesce(t.amount, 0))::bigint AS used_total,
     (coalesce(b.used_day, 0) + coalesce(t.amount, 0))::bigint AS used_day,
     (coalesce(b.used_month, 0) + coalesce(t.amount, 0))::bigint AS used_month,
     (today.day + 1)::timestamp AT TIME ZONE 'utc' AS next_day,
     (today.month + interval '1 month') AT TIME ZONE 'utc' AS next_month
   FROM asked a CROSS JOIN taken CROSS JOIN today LEFT JOIN payer ON true
   LEFT JOIN placed p USING (request_id) LEFT JOIN budget b ON b.key_id = a.key_id
   LEFT JOIN taken_by_key t ON t.key_id = a.key_id
   ORDER BY a.place`,
);

export interface HoldOwner {
  processId: string;
  ttlMs: number;
}

/**
 * Places what fits, in order, each once however often it is asked for; all of one account. Those behind one that does
 * not fit are asked again without it, so that every refusal was right at the moment it was made, and nobody starves.
 */
export async function placeHolds(
  database: Database,
  owner: HoldOwner,
  accountId: string,
  requests: readonly HoldRequest[],
): Promise<Outcome<HoldResult>[]> {
  const verdicts = new Map<string, Verdict>();
  let pending = [...new Map(requests.map((request) => [request.requestId, request])).values()];
  while (pending.length > 0) {
    const rows = await retryConflicts(() => placeBatch(database, toValues(owner, accountId, pending)));
    pending.forEach(({ requestId, amount }, index) => void verdicts.set(requestId, toVerdict(rows[index], amount)));
    pending = pending.filter(({ requestId }) => verdicts.get(requestId) === 'again');
  }
  return requests.map(({ requestId }) => toOutcome(verdicts.get(requestId)));
}

const toValues = ({ processId, ttlMs }: HoldOwner, accountId: string, requests: readonly HoldRequest[]) => [
  accountId,
  requests.map((request) => request.requestId),
  requests.map((request) => request.keyId),
  requests.map((request) => request.priceId),
  requests.map((request) => request.amount),
  processId,
  ttlMs,
];

function toOutcome(verdict: Verdict | undefined): Outcome<HoldResult> {
  if (verdict === 'suspended') return new AppError('account_suspended', 'This account is suspended.');
  if (verdict === 'finished') return new AppError('conflict', 'This request has been settled or released already.');
  if (verdict === undefined || verdict === 'again') return new Error('A hold was left without a verdict.');
  return verdict;
}
