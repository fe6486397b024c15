import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** The balance and the sum of all entries, read in one snapshot, so they must be equal. */
export interface BalanceProof {
  /** Available plus held, minus the debt. */
  balance: NanoUsd;
  sum: NanoUsd;
  entries: number;
  /** The newest entry of the sum; null without entries. */
  lastEntryId: bigint | null;
  provedAt: Date;
}

const proveInOne = statement<{
  balance: bigint;
  sum: bigint;
  entries: bigint;
  last_id: bigint | null;
  proved_at: Date;
}>(
  'statement_prove',
  `SELECT coalesce((SELECT available + held - debt FROM account_balance WHERE account_id = $1), 0)::bigint AS balance,
     coalesce(sum(amount), 0)::bigint AS sum, count(*) AS entries, max(id) AS last_id,
     now() AS proved_at
   FROM ledger_entry WHERE ledger_account = 'customer:' || $1`,
);

/** Adds up every entry of the account and reads its balance in the same snapshot. */
export async function proveBalance(accountId: string, database: Database = pool()): Promise<BalanceProof> {
  const [row] = await proveInOne(database, [accountId]);
  if (!row) throw new Error('An aggregate answers one row.');
  return {
    balance: nanoUsd(row.balance),
    sum: nanoUsd(row.sum),
    entries: Number(row.entries),
    lastEntryId: row.last_id,
    provedAt: row.proved_at,
  };
}
