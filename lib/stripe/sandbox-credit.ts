import 'server-only';
import { type NanoUsd, nanoUsd } from '#lib/billing/money.ts';
import { pool } from '#lib/db/pool.ts';
import { type Database, statement } from '#lib/db/statement.ts';

/** The spendable credit of an account that was not paid with real money. */
export interface SandboxCredit {
  accountId: string;
  spendable: NanoUsd;
}

/*
 * Credit given without money, minus all that was spent or taken back since: unpaid credit is spent first, so paid
 * credit is never counted.
 */
const listSpendable = statement<{ account_id: string; spendable: bigint }>(
  'stripe_sandbox_credit',
  `WITH given AS (
     SELECT account_id, sum(amount) AS amount FROM (
       SELECT account_id, credited - taken_back AS amount FROM stripe_payment WHERE NOT livemode AND credited > 0
       UNION ALL SELECT t.account_id, e.amount FROM ledger_transaction t
         JOIN ledger_entry e ON e.transaction_id = t.id AND e.ledger_account = 'customer:' || t.account_id
         WHERE $1 AND t.kind = 'grant' AND t.cause LIKE 'grant:signup:%'
     ) credit GROUP BY account_id
   ), gone AS (
     SELECT account_id, sum(amount) AS amount FROM (
       SELECT account_id, cost AS amount FROM usage_hour
       UNION ALL SELECT t.account_id, -e.amount FROM ledger_transaction t
         JOIN ledger_entry e ON e.transaction_id = t.id AND e.ledger_account = 'customer:' || t.account_id
         WHERE t.kind = 'adjustment' AND e.amount < 0
     ) debit GROUP BY account_id
   ), spendable AS (
     SELECT account_id, least(b.available, given.amount - coalesce(gone.amount, 0))::bigint AS spendable
     FROM given JOIN account_balance b USING (account_id) LEFT JOIN gone USING (account_id)
   )
   SELECT account_id, spendable FROM spendable WHERE spendable > 0 ORDER BY spendable DESC, account_id`,
);

/**
 * The accounts with such credit, largest first: credit of test payments, and starting grants unless `areGrantsMeant`,
 * which is set when the operator configured the starting grant.
 */
export async function listSandboxCredit(
  { areGrantsMeant }: { areGrantsMeant: boolean },
  database: Database = pool(),
): Promise<SandboxCredit[]> {
  const rows = await listSpendable(database, [!areGrantsMeant]);
  return rows.map(({ account_id: accountId, spendable }) => ({ accountId, spendable: nanoUsd(spendable) }));
}
