import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { encodeUsageRows, usageColumns, usageRows } from '#lib/usage/record.ts';
import { nanoUsd, ZERO_USD } from '../money.ts';
import { BOOK_SETTLED } from './booking.ts';
import { settleLate } from './settle-late.ts';
import { type Charge, type Settlement, toPricedRow } from './settlement.ts';
import { retryConflicts } from './transient.ts';
import { isCurrent } from './windows.ts';

/**
 * The number of settled requests, with a row for each one above or without its hold; a single row if there are none.
 */
type BatchRow = { settled: number } & (OddRow | { request_id: null });

interface OddRow {
  request_id: string;
  /** Null when the hold is gone. */
  charged: bigint | null;
  absorbed: bigint | null;
}

/*
 * Deleting the hold is the claim: the statement that deletes it settles it, from the values of the deleted row.
 * (The filter on `account_id` is always true; it makes the planner look holds up by their key.)
 */
const settleBatch = statement<BatchRow>(
  'ledger_settle',
  `WITH locked AS (
     SELECT account_id, available, held, debt, budget_revision FROM account_balance WHERE account_id = $1 FOR UPDATE
   ), payer AS (
     SELECT * FROM locked WHERE ${isCurrent('budget_revision')}
   ), usage AS (
     SELECT * FROM ${usageRows('$2')} WHERE account_id = $1
   ), gone AS (
     DELETE FROM hold h USING usage u, payer WHERE h.request_id = u.request_id AND h.account_id = payer.account_id
     RETURNING h.amount AS on_hold, u.*
   ), settled AS (
     SELECT ${usageColumns('gone.')}, on_hold AS held, least(cost, on_hold) AS charged,
       cost - least(cost, on_hold) AS absorbed
     FROM gone
   ), recorded AS (
     INSERT INTO usage_record (${usageColumns()}, held, cost, absorbed)
     SELECT ${usageColumns()}, held, charged, absorbed FROM settled
   ), ${BOOK_SETTLED}
   SELECT batch.settled, odd.*
   FROM (SELECT count(*)::int AS settled FROM settled) batch
   LEFT JOIN (
     SELECT request_id, charged, absorbed FROM settled WHERE absorbed > 0
     UNION ALL
     SELECT request_id, NULL, NULL FROM usage WHERE request_id NOT IN (SELECT request_id FROM settled)) odd ON true`,
);

/** Settles finished requests of one account, each once; a repetition returns the first charge. */
export async function settleAll(
  database: Database,
  accountId: string,
  settlements: readonly Settlement[],
): Promise<Charge[]> {
  const unique = new Map(settlements.map((settlement) => [settlement.requestId, settlement]));
  const usage = encodeUsageRows([...unique.values()].map(toPricedRow));
  const rows = await retryConflicts(() => settleBatch(database, [accountId, usage]));
  const odd = new Map(rows.filter((row) => row.request_id !== null).map((row) => [row.request_id, row]));
  const late = [...odd.values()].filter(({ charged }) => charged === null).length;
  // Requests without a row count as paid in full, so the number of rows must match.
  if (rows[0]?.settled !== unique.size - late) throw new Error('The database left a settlement unanswered.');
  const charges = new Map<string, Charge>();
  for (const settlement of unique.values()) {
    const row = odd.get(settlement.requestId);
    charges.set(settlement.requestId, row ? await toCharge(database, settlement, row) : paidInFull(settlement));
  }
  return settlements.map(({ requestId }) => charges.get(requestId) as Charge);
}

const paidInFull = ({ cost }: Settlement): Charge => ({ charged: cost, absorbed: ZERO_USD });

async function toCharge(database: Database, settlement: Settlement, { charged, absorbed }: OddRow): Promise<Charge> {
  if (charged === null || absorbed === null) return settleLate(database, settlement);
  return { charged: nanoUsd(charged), absorbed: nanoUsd(absorbed) };
}
