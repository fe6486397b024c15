import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** The figures that separate code maintains beside the ledger, in the order of the page. */
export const SIDES = ['balance', 'held', 'receipts', 'chart', 'caps', 'payments'] as const;
export type Side = (typeof SIDES)[number];

/** One figure and its expected value: the ledger's sum, or for `held` the sum of the open holds. */
export interface SideProof {
  side: Side;
  shown: NanoUsd;
  expected: NanoUsd;
  /** The number of rows that were added up; for `balance`, of entries. */
  rows: number;
}

export interface BooksProof {
  sides: SideProof[];
  provedAt: Date;
}

type Row = Record<Side | `${Side}_expected` | `${Side}_rows`, bigint> & { proved_at: Date };

/*
 * One statement, so one snapshot: a request that settles meanwhile is in every figure or in none. Charges are computed
 * as all entries minus the few other movements, which have an index, so that no entry is looked up individually.
 */
const proveInOne = statement<Row>(
  'statement_prove_books',
  `SELECT coalesce(b.available + b.held - b.debt, 0)::bigint AS balance, entry.amount AS balance_expected, entry.rows AS balance_rows,
     coalesce(b.held, 0)::bigint AS held, open.amount AS held_expected, open.rows AS held_rows,
     receipt.amount AS receipts, other.amount - entry.amount AS receipts_expected, receipt.rows AS receipts_rows,
     hour.amount AS chart, other.amount - entry.amount AS chart_expected, hour.rows AS chart_rows,
     budget.amount AS caps, other.amount - entry.amount AS caps_expected, budget.rows AS caps_rows,
     payment.amount AS payments, other.paid AS payments_expected, payment.rows AS payments_rows,
     now() AS proved_at
   FROM (
     SELECT coalesce(sum(amount), 0)::bigint AS amount, count(*) AS rows FROM ledger_entry WHERE ledger_account = 'customer:' || $1
   ) entry CROSS JOIN (
     SELECT coalesce(sum(e.amount), 0)::bigint AS amount,
       coalesce(sum(e.amount) FILTER (WHERE t.kind IN ('top_up', 'refund', 'dispute')), 0)::bigint AS paid
     FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id AND e.ledger_account = 'customer:' || $1
     WHERE t.account_id = $1 AND t.kind <> 'charge'
   ) other CROSS JOIN (
     SELECT coalesce(sum(amount), 0)::bigint AS amount, count(*) AS rows FROM hold WHERE account_id = $1
   ) open CROSS JOIN (
     SELECT coalesce(sum(cost), 0)::bigint AS amount, count(*) AS rows FROM usage_record WHERE account_id = $1
   ) receipt CROSS JOIN (
     SELECT coalesce(sum(cost), 0)::bigint AS amount, count(*) AS rows FROM usage_hour WHERE account_id = $1
   ) hour CROSS JOIN (
     SELECT coalesce(sum(spent), 0)::bigint AS amount, count(*) AS rows FROM budget
     WHERE account_id = $1 AND subject_kind = 'key' AND time_window = 'total'
   ) budget CROSS JOIN (
     SELECT coalesce(sum(credited - taken_back), 0)::bigint AS amount, count(*) AS rows FROM stripe_payment WHERE account_id = $1
   ) payment LEFT JOIN account_balance b ON b.account_id = $1`,
);

/** Adds up every figure of an account's books from its rows, and reads the expected value beside each. */
export async function proveBooks(accountId: string, database: Database = pool()): Promise<BooksProof> {
  const [row] = await proveInOne(database, [accountId]);
  if (!row) throw new Error('An aggregate answers one row.');
  const sides = SIDES.map((side) => ({
    side,
    shown: nanoUsd(row[side]),
    expected: nanoUsd(row[`${side}_expected`]),
    rows: Number(row[`${side}_rows`]),
  }));
  return { sides, provedAt: row.proved_at };
}
