import 'server-only';
import { type Database, statement } from '#lib/db/statement.ts';
import { encodeUsageRows, usageColumns, usageRows } from '#lib/usage/record.ts';
import { nanoUsd } from '../money.ts';
import { BOOK_SETTLED } from './booking.ts';
import { ORPHANED } from './orphan.ts';
import { type Charge, type Settlement, toPricedRow } from './settlement.ts';
import { retryConflicts } from './transient.ts';
import { isCurrent } from './windows.ts';

interface LateRow {
  charged: bigint;
  absorbed: bigint;
}

/*
 * The hold is gone. If the sweeper released it, its usage row tells the held amount: the customer pays up to that, if
 * the balance covers it; the house pays the rest. Writing the usage row is the claim here, so a repetition has no
 * effect.
 */
const bookLate = statement<LateRow>(
  'ledger_settle_late',
  `WITH locked AS (
     SELECT account_id, available, held, debt, budget_revision FROM account_balance WHERE account_id = $1 FOR UPDATE
   ), payer AS (
     SELECT * FROM locked WHERE ${isCurrent('budget_revision')}
   ), usage AS (
     SELECT * FROM ${usageRows('$2')} WHERE account_id = $1
   ), offer AS (
     SELECT coalesce(swept.held, 0) AS held, least(usage.cost, coalesce(swept.held, 0)) AS amount, payer.available
     FROM payer CROSS JOIN usage
     LEFT JOIN usage_record swept ON swept.request_id = usage.request_id AND swept.error_code = '${ORPHANED}'
   ), decision AS (
     SELECT held, CASE WHEN amount <= available THEN amount ELSE 0 END AS charged FROM offer
   ), recorded AS (
     INSERT INTO usage_record AS known (${usageColumns()}, held, cost, absorbed)
     SELECT ${usageColumns('u.')}, d.held, d.charged, u.cost - d.charged FROM usage u CROSS JOIN decision d
     ON CONFLICT (request_id) DO UPDATE
       SET (${usageColumns()}, held, cost, absorbed, settled_at) =
         ROW (${usageColumns('excluded.')}, excluded.held, excluded.cost, excluded.absorbed, now())
       WHERE known.error_code = '${ORPHANED}' AND known.account_id = excluded.account_id
     RETURNING known.request_id, known.key_id, known.tags, known.session_id, known.model, known.cost, known.absorbed
   ), settled AS (
     SELECT request_id, key_id, tags, session_id, model, 0::bigint AS held, cost AS charged, absorbed FROM recorded
   ), ${BOOK_SETTLED}
   SELECT charged, absorbed FROM settled`,
);

const findFirst = statement<LateRow>(
  'ledger_first_charge',
  'SELECT cost AS charged, absorbed FROM usage_record WHERE request_id = $1 AND account_id = $2',
);

/** Settles a request whose hold is gone; for one that was settled or released before, returns the earlier charge. */
export async function settleLate(database: Database, settlement: Settlement): Promise<Charge> {
  const { requestId, accountId } = settlement;
  const usage = encodeUsageRows([toPricedRow(settlement)]);
  const [booked] = await retryConflicts(() => bookLate(database, [accountId, usage]));
  const [row] = booked ? [booked] : await findFirst(database, [requestId, accountId]);
  if (!row) throw new Error(`There is nothing to settle ${requestId} against.`);
  return { charged: nanoUsd(row.charged), absorbed: nanoUsd(row.absorbed) };
}
