import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import type { BudgetWindow } from './ledger/hold.ts';
import { SPENT_DAY, SPENT_MONTH, TODAY, WINDOW_ENDS } from './ledger/windows.ts';
import { type NanoUsd, nanoUsd } from './money.ts';

export interface Balance {
  /** What new requests may spend. */
  available: NanoUsd;
  /** Set aside for requests that are running. */
  held: NanoUsd;
  debt: NanoUsd;
}

const findBalance = statement<{ available: bigint; held: bigint; debt: bigint }>(
  'billing_balance',
  'SELECT available, held, debt FROM account_balance WHERE account_id = $1',
);

/** An account that never had a balance has one of zero. */
export async function getBalance(accountId: string, database: Database = pool()): Promise<Balance> {
  const [row] = await findBalance(database, [accountId]);
  const { available, held, debt } = row ?? { available: 0n, held: 0n, debt: 0n };
  return { available: nanoUsd(available), held: nanoUsd(held), debt: nanoUsd(debt) };
}

/** What the key may spend in one window. */
export interface Spend {
  cap: NanoUsd | null;
  /** Spent, and held at this moment. */
  used: NanoUsd;
  /** Null without a cap. */
  remaining: NanoUsd | null;
  /** The window's end in UTC; null for `total`. */
  resetsAt: Date | null;
}

interface SpendRow {
  cap_total: bigint | null;
  cap_day: bigint | null;
  cap_month: bigint | null;
  used_total: bigint;
  used_day: bigint;
  used_month: bigint;
  next_day: Date;
  next_month: Date;
}

const findSpend = statement<SpendRow>(
  'billing_key_spend',
  `SELECT k.cap_total, k.cap_day, k.cap_month, coalesce(k.held + k.spent_total, 0) AS used_total,
     coalesce(k.held + ${SPENT_DAY}, 0) AS used_day, coalesce(k.held + ${SPENT_MONTH}, 0) AS used_month, ${WINDOW_ENDS}
   FROM (${TODAY}) today
   LEFT JOIN (api_key a JOIN key_budget k ON k.key_id = a.budget_id) ON a.id = $1`,
);

/** A key without a budget has no caps and has spent nothing. */
export async function keySpend(keyId: string, database: Database = pool()): Promise<Record<BudgetWindow, Spend>> {
  const [row] = await findSpend(database, [keyId]);
  if (!row) throw new Error('The database did not say what day it is.');
  return {
    total: toSpend(row.cap_total, row.used_total, null),
    day: toSpend(row.cap_day, row.used_day, row.next_day),
    month: toSpend(row.cap_month, row.used_month, row.next_month),
  };
}

function toSpend(cap: bigint | null, used: bigint, resetsAt: Date | null): Spend {
  if (cap === null) return { cap, used: nanoUsd(used), remaining: null, resetsAt };
  // A cap may be lowered below what is spent already.
  const remaining = used < cap ? cap - used : 0n;
  return { cap: nanoUsd(cap), used: nanoUsd(used), remaining: nanoUsd(remaining), resetsAt };
}

const findTotals = statement<{ credits: bigint; balance: bigint }>(
  'billing_credit_totals',
  `SELECT
     coalesce((SELECT sum(e.amount) FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
       WHERE t.account_id = $1 AND t.kind <> 'charge' AND e.ledger_account = 'customer:' || $1), 0)::bigint AS credits,
     coalesce((SELECT available + held - debt FROM account_balance WHERE account_id = $1), 0)::bigint AS balance`,
);

/** All an account was ever credited with, and all it has spent; the difference is its balance, held money included. */
export async function creditTotals(
  accountId: string,
  database: Database = pool(),
): Promise<{ credits: NanoUsd; usage: NanoUsd }> {
  const [row] = await findTotals(database, [accountId]);
  const { credits, balance } = row ?? { credits: 0n, balance: 0n };
  return { credits: nanoUsd(credits), usage: nanoUsd(credits - balance) };
}
