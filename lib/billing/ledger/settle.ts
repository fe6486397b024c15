import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { encodeUsageRows, usageColumns } from '#lib/usage/record.ts';
import { nanoUsd } from '../money.ts';
import { BOOK_SETTLED } from './booking.ts';
import { settleLate } from './settle-late.ts';
import { type Charge, type Settlement, toPricedRow } from './settlement.ts';
import { retryConflicts } from './transient.ts';

interface ChargeRow {
  request_id: string;
  charged: bigint;
  absorbed: bigint;
}

/*
 * Deleting the hold is the claim: whoever deletes it settles it, and everything else follows from what was deleted.
 * (The filter on `account_id` is always true; it tells the planner to look holds up by their key, one by one.)
 */
const settleBatch = statement<ChargeRow>(
  'ledger_settle',
  `WITH payer AS (
     SELECT account_id FROM account_balance WHERE account_id = $1 FOR UPDATE
   ), usage AS (
     SELECT * FROM json_populate_recordset(NULL::usage_record, $2::json) WHERE account_id = $1
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
   SELECT request_id, charged, absorbed FROM settled`,
);

/** Settles finished requests of one account, each once however often it is asked for; the answer is always the first one's. */
export async function settleAll(
  database: Database,
  accountId: string,
  settlements: readonly Settlement[],
): Promise<Charge[]> {
  const unique = new Map(settlements.map((settlement) => [settlement.requestId, settlement]));
  const usage = encodeUsageRows([...unique.values()].map(toPricedRow));
  const rows = await retryConflicts(() => settleBatch(database, [accountId, usage]));
  const charges = new Map(rows.map((row) => [row.request_id, toCharge(row)]));
  for (const settlement of unique.values()) {
    if (!charges.has(settlement.requestId)) charges.set(settlement.requestId, await settleLate(database, settlement));
  }
  return settlements.map(({ requestId }) => charges.get(requestId) as Charge);
}

const toCharge = ({ charged, absorbed }: ChargeRow): Charge => ({
  charged: nanoUsd(charged),
  absorbed: nanoUsd(absorbed),
});
