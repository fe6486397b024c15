import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { BudgetWindow } from '../ledger/hold.ts';
import { ENDS, MOMENT, SPENT } from '../ledger/windows.ts';
import { type NanoUsd, nanoUsd } from '../money.ts';

/** The spend and cap of a key in one window, shared with the keys that it replaced or that replaced it. */
export interface Spend {
  window: BudgetWindow;
  /** Null: counted without a limit. */
  cap: NanoUsd | null;
  /** Spent, plus currently held. */
  used: NanoUsd;
  /** The time zone of the window's days and months. */
  zone: string;
  /** The window's end; null for `total`. */
  resetsAt: Date | null;
}

interface SpendRow {
  budget_id: string;
  time_window: BudgetWindow;
  cap: bigint | null;
  used: bigint;
  zone: string;
  resets_at: Date | null;
}

/* A week is included only with a cap; the spend of a day or month without a cap comes from hourly usage. */
const findSpend = statement<SpendRow>(
  'billing_key_spend',
  `WITH moment AS (${MOMENT}), keys AS (
     SELECT DISTINCT budget_id FROM api_key WHERE account_id = $1 AND ($2::text IS NULL OR id = $2)
   ), spent AS (
     SELECT k.budget_id, sum(h.cost) FILTER (WHERE h.hour >= date_trunc('day', moment.at, 'UTC')) AS day, sum(h.cost) AS month
     FROM moment CROSS JOIN usage_hour h JOIN api_key k ON k.id = h.key_id JOIN keys USING (budget_id)
     WHERE h.account_id = $1 AND h.cost > 0 AND h.hour >= date_trunc('month', moment.at, 'UTC') GROUP BY k.budget_id
   )
   SELECT keys.budget_id, w.kind AS time_window, b.cap, coalesce(b.zone, 'UTC') AS zone,
     (coalesce(${SPENT}, CASE w.kind WHEN 'day' THEN spent.day ELSE spent.month END, 0) + total.held)::bigint AS used,
     CASE WHEN b.id IS NULL THEN (budget_window(w.kind, 'UTC', moment.at)).ends_at ELSE ${ENDS} END AS resets_at
   FROM keys CROSS JOIN moment CROSS JOIN unnest('{total,month,week,day}'::"BudgetWindow"[]) WITH ORDINALITY w (kind, nth)
   JOIN budget total ON total.account_id = $1 AND total.subject_kind = 'key' AND total.subject_id = keys.budget_id
     AND total.time_window = 'total'
   LEFT JOIN budget b ON b.account_id = $1 AND b.subject_kind = 'key' AND b.subject_id = keys.budget_id AND b.time_window = w.kind
   LEFT JOIN spent ON spent.budget_id = keys.budget_id
   WHERE b.id IS NOT NULL OR w.kind <> 'week' ORDER BY w.nth`,
);

/** By the first key of each chain of replaced keys, from the longest window to the shortest. */
export async function listKeySpend(
  accountId: string,
  keyId: string | null = null,
  database: Database = pool(),
): Promise<Map<string, Spend[]>> {
  const rows = await findSpend(database, [accountId, keyId]);
  const byKey = Map.groupBy(rows, (row) => row.budget_id);
  return new Map([...byKey].map(([id, windows]) => [id, windows.map(toSpend)]));
}

const toSpend = ({ time_window, cap, used, zone, resets_at }: SpendRow): Spend => ({
  window: time_window,
  cap: cap === null ? null : nanoUsd(cap),
  used: nanoUsd(used),
  zone,
  resetsAt: resets_at,
});
