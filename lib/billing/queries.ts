import 'server-only';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';
import { type NanoUsd, nanoUsd } from './money.ts';

export interface Balance {
  /** The amount that new requests may spend. */
  available: NanoUsd;
  /** The amount reserved for running requests. */
  held: NanoUsd;
  debt: NanoUsd;
}

const findBalance = statement<{ available: bigint; held: bigint; debt: bigint }>(
  'billing_balance',
  'SELECT available, held, debt FROM account_balance WHERE account_id = $1',
);

/** An account without a balance row has a balance of zero. */
export async function getBalance(accountId: string, database: Database = pool()): Promise<Balance> {
  const [row] = await findBalance(database, [accountId]);
  const { available, held, debt } = row ?? { available: 0n, held: 0n, debt: 0n };
  return { available: nanoUsd(available), held: nanoUsd(held), debt: nanoUsd(debt) };
}

const findTotals = statement<{ credits: bigint; balance: bigint }>(
  'billing_credit_totals',
  `SELECT
     coalesce((SELECT sum(e.amount) FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
       WHERE t.account_id = $1 AND t.kind <> 'charge' AND e.ledger_account = 'customer:' || $1), 0)::bigint AS credits,
     coalesce((SELECT available + held - debt FROM account_balance WHERE account_id = $1), 0)::bigint AS balance`,
);

/** The total credited to an account and its total spend; the difference is its balance, including held money. */
export async function creditTotals(
  accountId: string,
  database: Database = pool(),
): Promise<{ credits: NanoUsd; usage: NanoUsd }> {
  const [row] = await findTotals(database, [accountId]);
  const { credits, balance } = row ?? { credits: 0n, balance: 0n };
  return { credits: nanoUsd(credits), usage: nanoUsd(credits - balance) };
}
